import { type KeyboardEvent, type RefObject, useId, useRef } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail-template.module.css";

/** Where a template is wrong; lines and columns count from 1. */
export type Place = { line: number; column: number };

/** Puts the cursor at a place of a text and brings its line into sight. */
export function goTo(area: HTMLTextAreaElement | HTMLInputElement, { line, column }: Place): void {
  const before = area.value.split("\n").slice(0, line - 1);
  const at = Math.min(before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1, area.value.length);
  area.focus();
  area.setSelectionRange(at, at);
  const height = area.scrollHeight / Math.max(area.value.split("\n").length, 1);
  area.scrollTop = Math.max(0, (line - 4) * height);
}

type Props = {
  value: string;
  onChange: (value: string) => void;
  isReadOnly: boolean;
  fault: Place | null;
  /** Id of the sentence that says what is wrong. */
  faultId: string;
  areaRef: RefObject<HTMLTextAreaElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** The body of a template: plain text with its line numbers, and a mark on the line that is wrong. Tab leaves it. */
export function TemplateSourceArea({ value, onChange, isReadOnly, fault, faultId, areaRef, onKeyDown }: Props) {
  const { t } = useWords();
  const id = useId();
  const gutter = useRef<HTMLDivElement>(null);
  const lines = value.split("\n").length;
  /** Numbers and mark follow the text as it scrolls. */
  const follow = (area: HTMLTextAreaElement): void => {
    gutter.current?.style.setProperty("--scrolled", `${-area.scrollTop}px`);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{t("mail-template.field.body")}</label>
      <p id={`${id}-hint`} className={styles.quiet}>
        {t("mail-template.body.hint")}
      </p>
      <div className={styles.source} data-wrong={fault !== null || undefined}>
        <div ref={gutter} className={styles.gutter} aria-hidden>
          <div className={styles.numbers}>
            {Array.from({ length: lines }, (_, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its number
              <span key={n} data-wrong={fault?.line === n + 1 || undefined}>
                {n + 1}
              </span>
            ))}
          </div>
        </div>
        <textarea
          id={id}
          ref={areaRef}
          className={styles.area}
          value={value}
          readOnly={isReadOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          maxLength={60_000}
          aria-invalid={fault !== null}
          aria-describedby={fault ? `${id}-hint ${faultId}` : `${id}-hint`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => follow(event.currentTarget)}
          onKeyDown={onKeyDown}
        />
      </div>
    </div>
  );
}
