import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import type { Field } from "#platform/record/index.ts";
import { CodeName, ListedName, pluralOf } from "./code-name.tsx";
import styles from "./fields.module.css";
import { PageLink } from "./page-link.tsx";
import { useZonedWords } from "./record-zone.tsx";
import { type FieldPlace, isEmptyValue, valueText } from "./value-text.ts";

type Shown = { place: FieldPlace; field: Field; value: unknown; isPlain?: boolean };

/** A value in words: phones and mails as links, references as links to their page, a flag with its sign. */
export function FieldValue({ place, field, value, isPlain = false }: Shown) {
  const words = useZonedWords();
  if (isEmptyValue(value)) return <span className={styles.none}>{isPlain ? words.t("record.empty") : "—"}</span>;
  if (field.kind === "listed") return <ListedName list={field.list} code={String(value)} />;
  if (field.kind === "code") return <CodeName of={field.of} code={String(value)} />;
  const text = valueText(words, place, field, value);
  const isPhone = field.kind === "text" && field.format === "phone";
  if (isPlain) return isPhone ? phoneText(text) : text;
  if (field.kind === "flag") return <YesNo isYes={value === true} text={text} />;
  if (field.kind === "ref" && isNamed(value))
    return <PageLink to={`/${pluralOf(field.to)}/${value.id}`}>{text}</PageLink>;
  if (isPhone) return <a href={`tel:${dialled(text)}`}>{phoneText(text)}</a>;
  if (field.kind === "text" && field.format === "email") return <a href={`mailto:${text}`}>{text}</a>;
  if (field.kind === "text" && field.format === "vin") return <span className={styles.code}>{text}</span>;
  return <span className={styles.text}>{text}</span>;
}

/** Yes or no with a sign of its own, never by colour alone. */
export function YesNo({ isYes, text }: { isYes: boolean; text: string }) {
  const Sign = isYes ? IconCheck : IconMinus;
  return (
    <span className={styles.yesNo} data-yes={isYes || undefined}>
      <Sign size={14} aria-hidden />
      {text}
    </span>
  );
}

/** A hint below a value that could not be recognised and was kept as typed. */
export function Unrecognised({ text }: { text: string }) {
  return (
    <span className={styles.hint}>
      <IconAlertTriangle size={13} aria-hidden />
      {text}
    </span>
  );
}

const isNamed = (value: unknown): value is { id: string } =>
  typeof value === "object" && value !== null && "id" in value;
/** What a telephone dials: the plus sign and digits. */
export const dialled = (phone: string): string => phone.normalize("NFKC").replace(/[^\d+]/g, "");

/** Japanese numbers as people write them (+81 90-1234-5678 is 090-1234-5678 at home); others in groups after the country. */
export function phoneText(phone: string): string {
  const found = /^\+81(\d+)$/.exec(phone);
  if (!found?.[1]) return phone;
  const home = `0${found[1]}`;
  if (/^0[5789]0\d{8}$/.test(home)) return `${home.slice(0, 3)}-${home.slice(3, 7)}-${home.slice(7)}`;
  if (/^0[36]\d{8}$/.test(home)) return `${home.slice(0, 2)}-${home.slice(2, 6)}-${home.slice(6)}`;
  return /^0\d{9}$/.test(home) ? `${home.slice(0, 3)}-${home.slice(3, 6)}-${home.slice(6)}` : phone;
}
