import { asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import { LetterFrame } from "./letter-frame.tsx";
import styles from "./mail-template.module.css";
import { record } from "./mail-template.reading.tsx";
import { TemplateLead } from "./template-lead.tsx";
import type { Fault, Lead, Shown } from "./template-preview.tsx";

type Props = {
  shown: Shown | undefined;
  error: unknown;
  fault: Fault | null;
  lead: Lead | null;
  onLead: (lead: Lead | null) => void;
};

/** How the mail would read, beside the text that makes it. */
export function PreviewPart({ shown, error, fault, lead, onLead }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <section className={styles.preview} aria-labelledby="template-preview" aria-busy={!shown && !error}>
      <h2 id="template-preview">{t("mail-template.preview")}</h2>
      <TemplateLead lead={lead} onLead={onLead} />
      {fault && shown ? <p className={styles.quiet}>{t("mail-template.preview.stands")}</p> : null}
      {error && !fault ? <p role="alert">{reasonText(words, asProblem(error), record.name)}</p> : null}
      {!shown && !error ? <div className={styles.waiting} /> : null}
      {shown ? (
        <div className={styles.shown} data-old={fault !== null || undefined}>
          <p className={styles.subject}>
            <span className={styles.quiet}>{t("mail-template.field.subject")}</span> {shown.subject}
          </p>
          <LetterFrame html={shown.html} title={t("mail-template.preview")} />
        </div>
      ) : null}
    </section>
  );
}
