import { IconCheck } from "@tabler/icons-react";
import { asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { kindText } from "./mail.reading.ts";
import { MailWords } from "./mail.words.tsx";
import styles from "./mail-template.module.css";
import {
  addressOf,
  audiences,
  keyOf,
  kinds,
  languages,
  record,
  useNewest,
  type Version,
  type Which,
} from "./mail-template.reading.tsx";

/** Every template by kind, recipient and language, with the version that holds. */
export const MailTemplatesPage = () => (
  <MailWords>
    <AllTemplates />
  </MailWords>
);

function AllTemplates() {
  const words = useWords();
  const { t } = words;
  const { data, error, isPending } = useNewest();
  usePageTitle(t("mail-template.plural"));
  return (
    <div className={styles.page}>
      <h1>{t("mail-template.plural")}</h1>
      <p className={styles.quiet}>{t("mail-template.about")}</p>
      {error ? <p role="alert">{reasonText(words, asProblem(error), record.name)}</p> : null}
      <div className={styles.tables} aria-busy={isPending}>
        {audiences.map((audience) => (
          <Table key={audience} audience={audience} newest={data} />
        ))}
      </div>
    </div>
  );
}

type Newest = ReadonlyMap<string, Version> | undefined;

function Table({ audience, newest }: { audience: string; newest: Newest }) {
  const words = useWords();
  const { t } = words;
  return (
    <table className={styles.table}>
      <caption>{t(`mail-template.choice.audience.${audience}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t("mail-template.field.kind")}</th>
          {languages.map((language) => (
            <th key={language} scope="col">
              {t(`mail-template.choice.language.${language}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{kindText(words, kind)}</th>
            {languages.map((language) => (
              <td key={language}>
                <Cell which={{ kind, audience, language }} newest={newest} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The way to a template; its name says everything, also without the table around it. */
function Cell({ which, newest }: { which: Which; newest: Newest }) {
  const words = useWords();
  const { t } = words;
  const own = newest?.get(keyOf(which));
  const version = own ? t("mail-template.version", { number: own.number }) : t("mail-template.own");
  return (
    <PageLink to={addressOf(which)} className={styles.cell ?? ""}>
      <span className="mq-hidden">
        {kindText(words, which.kind)}, {t(`mail-template.choice.language.${which.language}`)}:{" "}
      </span>
      {own ? <IconCheck size={14} stroke={2} aria-hidden /> : null}
      <span data-own={own !== undefined || undefined}>{version}</span>
      <span className={styles.language} aria-hidden>
        {t(`mail-template.choice.language.${which.language}`)}
      </span>
    </PageLink>
  );
}
