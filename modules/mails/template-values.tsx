import { useWords } from "#ui/words/words.tsx";
import styles from "./mail-template.module.css";
import { sampleValues } from "./sample-values.ts";

type Value = { group: string; name: string; example: string };

/** Every value that a template may name, with its example. */
function valuesIn(language: string): Value[] {
  return Object.entries(sampleValues(language)).flatMap(([group, values]) =>
    Object.entries(values as Record<string, unknown>).map(([name, value]) => ({
      group,
      name,
      example: typeof value === "string" ? value : "",
    })),
  );
}

/** What can be written into a template: each value in words, with an example in the template's language. */
export function TemplateValues({ language, onPick }: { language: string; onPick: ((code: string) => void) | null }) {
  const { t, has } = useWords();
  const values = valuesIn(language);
  const groups = [...new Set(values.map(({ group }) => group))];
  const said = (name: string, key: string): string => (has(key) ? t(key) : name);
  return (
    <details className={styles.box}>
      <summary>
        <h2>{t("mail-template.values")}</h2>
      </summary>
      {onPick ? <p className={styles.quiet}>{t("mail-template.values.hint")}</p> : null}
      {groups.map((group) => (
        <section key={group} className={styles.group}>
          <h3>{said(group, `mail-template.value.${group}`)}</h3>
          <ul>
            {values
              .filter((one) => one.group === group)
              .map(({ name, example }) => {
                const text = said(name, `mail-template.value.${group}.${name}`);
                const code = `{{ ${group}.${name} }}`;
                return (
                  <li key={name}>
                    <button type="button" disabled={!onPick} onClick={() => onPick?.(code)}>
                      <span>{text}</span>
                      <code>{code}</code>
                      <span className={styles.quiet}>{example || t("mail-template.value.empty")}</span>
                    </button>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </details>
  );
}
