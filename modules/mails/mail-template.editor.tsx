import { IconArrowLeft } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { asProblem, isRefusal, Problem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { RecordFailed, RecordSkeleton } from "#ui/record/page-states.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { kindText } from "./mail.reading.ts";
import { MailWords } from "./mail.words.tsx";
import { useDraft } from "./mail-template.draft.tsx";
import styles from "./mail-template.module.css";
import { type Current, keyOf, record, type Source, useCurrent, type Which, whichOf } from "./mail-template.reading.tsx";
import { useSaveVersion } from "./mail-template.save.tsx";
import { TemplateForm } from "./template-form.tsx";
import { faultOf, type Lead, usePreview } from "./template-preview.tsx";
import { PreviewPart } from "./template-shown.tsx";
import { goTo } from "./template-source.tsx";
import { TemplateValues } from "./template-values.tsx";
import { TemplateVersions } from "./template-versions.tsx";

/** One template: its text and how it reads side by side, the values it may name, and its versions. */
export const MailTemplateEditor = () => (
  <MailWords>
    <OneTemplate />
  </MailWords>
);

function OneTemplate() {
  const { kind = "", audience = "", language = "" } = useParams({ strict: false }) as Partial<Which>;
  const which = { kind, audience, language };
  const { data, error, refetch } = useCurrent(which);
  if (data) return <Editor key={keyOf(which)} current={data} />;
  if (!error) return <RecordSkeleton />;
  // A template that does not exist is refused as a wrong question; to people it is simply not there.
  const shown = asProblem(error).status === 422 ? new Problem(404, {}) : error;
  return <RecordFailed error={shown} record={record.name} listTo="/mail-templates" onRetry={() => void refetch()} />;
}

function Editor({ current }: { current: Current }) {
  const role = useMe()?.profile?.role;
  const mayWrite = record.create?.some((one) => one === role) ?? false;
  const which = whichOf(current);
  const draft = useDraft(current);
  const [lead, setLead] = useState<Lead | null>(null);
  const { save, isSaving } = useSaveVersion(which);
  const preview = usePreview(which, draft.source, lead, mayWrite);
  const fault = faultOf(isRefusal(preview.error) ? preview.error : null);
  const area = useRef<HTMLTextAreaElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const jump = (): void => {
    const field = fault?.part === "subject" ? subject.current : area.current;
    if (fault && field) goTo(field, fault);
  };
  const keep = async (source: Source & { note: string | null }): Promise<boolean> => {
    const saved = await save(source);
    if (saved instanceof Problem) return false;
    draft.discard();
    return true;
  };
  const pick = (code: string): void => {
    const { selectionStart, selectionEnd, value } = area.current ?? { selectionStart: 0, selectionEnd: 0, value: "" };
    draft.write({ body: value.slice(0, selectionStart) + code + value.slice(selectionEnd) });
    const at = selectionStart + code.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
    });
  };
  return (
    <div className={styles.page} data-wide>
      <Head current={current} mayWrite={mayWrite} />
      <div className={styles.editor}>
        <TemplateForm
          {...{ current, draft, fault, area, subject, jump, isSaving }}
          onSave={mayWrite ? (note) => keep({ ...draft.source, note }) : null}
        />
        {mayWrite ? <PreviewPart {...preview} fault={fault} lead={lead} onLead={setLead} /> : null}
      </div>
      <div className={styles.below}>
        <TemplateValues language={current.language} onPick={mayWrite ? pick : null} />
        <TemplateVersions current={current} onRestore={mayWrite ? keep : null} />
      </div>
    </div>
  );
}

function Head({ current, mayWrite }: { current: Current; mayWrite: boolean }) {
  const words = useWords();
  const { t } = words;
  const { number } = current;
  const title = t("mail-template.cell", {
    kind: kindText(words, current.kind),
    audience: t(`mail-template.choice.audience.${current.audience}`),
    language: t(`mail-template.choice.language.${current.language}`),
    version: number === 0 ? t("mail-template.own") : t("mail-template.version", { number }),
  });
  usePageTitle(title);
  return (
    <>
      <PageLink to="/mail-templates" className={styles.back ?? ""}>
        <IconArrowLeft size={16} aria-hidden />
        {t("mail-template.plural")}
      </PageLink>
      <h1>{title}</h1>
      {mayWrite ? null : <p className={styles.quiet}>{t("mail-template.read-only")}</p>}
    </>
  );
}
