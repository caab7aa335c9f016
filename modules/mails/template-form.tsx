import { Button, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import type { useDraft } from "./mail-template.draft.tsx";
import styles from "./mail-template.module.css";
import type { Current } from "./mail-template.reading.tsx";
import type { Fault } from "./template-preview.tsx";
import { TemplateSourceArea } from "./template-source.tsx";

type Props = {
  current: Current;
  draft: ReturnType<typeof useDraft>;
  fault: Fault | null;
  area: RefObject<HTMLTextAreaElement | null>;
  subject: RefObject<HTMLInputElement | null>;
  jump: () => void;
  isSaving: boolean;
  /** Missing for those who only read. Gives whether it was saved. */
  onSave: ((note: string | null) => Promise<boolean>) | null;
};
const faultId = "template-fault";

/** Subject, body and what was changed; saving adds a version. Ctrl+S saves from anywhere in it. */
export function TemplateForm(props: Props) {
  const { draft, fault, area, subject, jump, onSave } = props;
  const { t } = useWords();
  const [note, setNote] = useState("");
  const save = async (): Promise<void> => {
    if (!onSave || !draft.isChanged || props.isSaving) return;
    if (fault) return jump();
    if (await onSave(note.trim() || null)) setNote("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      <TextInput
        ref={subject}
        label={t("mail-template.field.subject")}
        value={draft.source.subject}
        readOnly={!onSave}
        maxLength={500}
        spellCheck={false}
        aria-invalid={fault?.part === "subject"}
        aria-describedby={fault?.part === "subject" ? faultId : undefined}
        onChange={(event) => draft.write({ subject: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <TemplateSourceArea
        value={draft.source.body}
        onChange={(body) => draft.write({ body })}
        isReadOnly={!onSave}
        fault={fault?.part === "body" ? fault : null}
        faultId={faultId}
        areaRef={area}
        onKeyDown={onKeyDown}
      />
      <FaultNote fault={fault} onJump={jump} />
      {onSave ? <Saving {...props} note={note} onNote={setNote} onKeyDown={onKeyDown} /> : null}
    </form>
  );
}

/** What is wrong and where, in the words of the program that reads templates; a press goes there. */
function FaultNote({ fault, onJump }: { fault: Fault | null; onJump: () => void }) {
  const { t } = useWords();
  return (
    <div aria-live="polite" id={faultId}>
      {fault ? (
        <div className={styles.fault}>
          <IconAlertTriangle size={16} aria-hidden />
          <p>
            <strong>{t("mail-template.fault", { part: fault.part, line: fault.line, column: fault.column })}</strong>
            <code>{fault.message}</code>
          </p>
          <Button variant="default" size="compact-sm" onClick={onJump}>
            {t("mail-template.fault.go")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type SavingProps = Props & { note: string; onNote: (note: string) => void; onKeyDown: (event: KeyboardEvent) => void };

/** What was changed and why, and the button that makes it hold. */
function Saving({ current, draft, fault, isSaving, note, onNote, onKeyDown }: SavingProps) {
  const { t } = useWords();
  return (
    <>
      {draft.isOvertaken ? (
        <p className={styles.overtaken} role="status">
          {t("mail-template.overtaken", { version: t("mail-template.version", { number: current.number }) })}
        </p>
      ) : null}
      <TextInput
        label={t("mail-template.field.note")}
        value={note}
        maxLength={4000}
        onChange={(event) => onNote(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.saving}>
        <p className={styles.quiet}>
          {draft.isChanged ? <strong>{t("mail-template.draft")}. </strong> : null}
          {t("mail-template.save.consequence")}
        </p>
        {draft.isChanged ? (
          <Button variant="default" onClick={draft.discard}>
            {t("mail-template.discard")}
          </Button>
        ) : null}
        <Button type="submit" loading={isSaving} disabled={!draft.isChanged || fault !== null}>
          {t("mail-template.save", { number: current.number + 1 })}
        </Button>
      </div>
    </>
  );
}
