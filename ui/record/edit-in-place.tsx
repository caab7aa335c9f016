import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { FieldInput } from "#ui/fields/field-input.tsx";
import { FieldValue } from "#ui/fields/field-value.tsx";
import styles from "#ui/fields/fields.module.css";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import { type Edited, useEdit } from "./use-edit.ts";

type Editable = { record: AnyRecord; id: string; name: string; field: Field; value: unknown; children: ReactNode };
type Draft = { value: unknown; seen: unknown; isSaving: boolean; outcome: Edited | null };

/** A value with a pencil: double-click or the pencil opens the input, Enter saves, Esc leaves; typed text is never lost. */
export function EditInPlace({ record, id, name, field, value, children }: Editable) {
  const words = useWords();
  const edit = useEdit(record, id);
  const pencil = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const place = { record: record.name, name };
  const label = fieldLabel(words, place);

  const open = (): void => setDraft({ value, seen: value, isSaving: false, outcome: null });
  const close = (): void => {
    setDraft(null);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const save = async (typed: Draft): Promise<void> => {
    const said = cleaned(field, typed.value);
    if (JSON.stringify(said) === JSON.stringify(typed.seen ?? null)) return close();
    setDraft({ ...typed, isSaving: true });
    const outcome = await edit(name, said, typed.seen);
    if (outcome.kind === "saved") return close();
    setDraft((now) => now && { ...now, isSaving: false, outcome });
  };

  if (draft === null)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a short cut of the mouse; the pencil does the same for everybody
      <div className={styles.editable} onDoubleClick={open}>
        <div className={styles.value}>{children}</div>
        <button
          ref={pencil}
          type="button"
          className={styles.pencil}
          onClick={open}
          aria-label={words.t("record.edit", { field: label })}
        >
          <IconPencil size={14} aria-hidden />
        </button>
      </div>
    );
  const { outcome } = draft;
  return (
    <form
      noValidate
      className={styles.editor}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => onEditKey(event, field, () => void save(draft), close)}
    >
      <FieldInput
        place={place}
        field={field}
        value={draft.value}
        spoken={label}
        onChange={(next) => setDraft({ ...draft, value: next })}
        error={outcome?.kind === "refused" ? reasonText(words, outcome.problem, record.name) : undefined}
        inputRef={focusOnce}
      />
      {outcome?.kind === "conflict" ? (
        <Conflict
          mine={<FieldValue place={place} field={field} value={cleaned(field, draft.value)} isPlain />}
          theirs={<FieldValue place={place} field={field} value={outcome.theirs} isPlain />}
          onMine={() => void save({ ...draft, seen: outcome.theirs })}
          onTheirs={close}
        />
      ) : (
        <div className={styles.buttons}>
          <Button size="compact-sm" variant="default" onClick={close}>
            {words.t("record.cancel")}
          </Button>
          <Button size="compact-sm" loading={draft.isSaving} onClick={() => void save(draft)}>
            {words.t("record.save")}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Two people changed the same field: both values stand side by side and the person chooses. */
function Conflict(props: { mine: ReactNode; theirs: ReactNode; onMine: () => void; onTheirs: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.conflict} role="alert">
      <p>{t("record.conflict")}</p>
      <dl>
        <dt>{t("record.conflict.mine")}</dt>
        <dd>{props.mine}</dd>
        <dt>{t("record.conflict.theirs")}</dt>
        <dd>{props.theirs}</dd>
      </dl>
      <div className={styles.buttons}>
        <Button size="compact-sm" variant="default" onClick={props.onTheirs}>
          {t("record.conflict.keep-theirs")}
        </Button>
        <Button size="compact-sm" onClick={props.onMine}>
          {t("record.conflict.use-mine")}
        </Button>
      </div>
    </div>
  );
}

/** Text without blanks at its ends; nothing typed is no value. */
const cleaned = (field: Field, value: unknown): unknown => {
  const said = typeof value === "string" ? value.trim() : value;
  return said === "" || said === undefined ? null : field.kind === "integer" && said !== null ? Number(said) : said;
};

/** Enter saves (Ctrl+Enter where Enter is a new line), Esc leaves; both belong to the input method while it composes. */
function onEditKey(event: KeyboardEvent, field: Field, save: () => void, close: () => void): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  const isMultiline = field.kind === "text" && field.format === "notes";
  const isButton = event.target instanceof HTMLButtonElement;
  const isSave = event.key === "Enter" && !isButton && (!isMultiline || event.ctrlKey || event.metaKey);
  if (!isSave && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (isSave) save();
  else close();
}

/** Focuses an input when it appears, with the caret at its end. */
function focusOnce(input: HTMLElement | null): void {
  if (!input || input.dataset.wasFocused) return;
  input.dataset.wasFocused = "yes";
  input.focus();
  if (input instanceof HTMLInputElement && input.type === "text")
    input.setSelectionRange(input.value.length, input.value.length);
}
