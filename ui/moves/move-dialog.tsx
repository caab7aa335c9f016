import { Button } from "@mantine/core";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import type { AnyRecord, Fields } from "#platform/record/index.ts";
import { Problem } from "#ui/data/api.ts";
import type { MakeMove } from "#ui/data/move.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { useWords } from "#ui/words/words.tsx";
import { AskedField } from "./asked-field.tsx";
import { DialogFrame } from "./dialog-frame.tsx";
import { mistakesOf } from "./mistakes.ts";
import styles from "./moves.module.css";

export type Said = Readonly<Record<string, unknown>>;
/** What a dialog adds to one asked field: when it is asked at all, a hint, and what stands before and after its input. */
export type FieldExtra = {
  isAsked?: boolean;
  isRequired?: boolean;
  hint?: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
  omit?: readonly string[];
};
export type DialogState = {
  said: Said;
  say: (name: string, value: unknown) => void;
  problem: Problem | null;
  /** Confirms what is said, as Enter does; `more` is said with it (a cancelled date). */
  confirm: (more?: Said) => void;
};
export type MoveDialogProps = {
  record: AnyRecord;
  move: string;
  make: MakeMove;
  onClose: () => void;
  /** What the dialog and its button are called, where it is not the move's own word ("Change the booking"). */
  title?: string;
  initial?: Said;
  /** The questions in the order of the dialog, where it is not the declaration's. */
  order?: readonly string[];
  /** The question that has the focus when the dialog opens; the first one where none is named. */
  begin?: string;
  /** What is sent beside what is asked ("only where it is free"). */
  also?: (said: Said) => Said;
  /** A sentence on what confirming does; none where it goes without saying. */
  consequence: (said: Said) => string;
  extras?: (state: DialogState) => Readonly<Record<string, FieldExtra>>;
  top?: ReactNode;
  bottom?: (state: DialogState) => ReactNode;
  /** What shows in the record at once, beside the status. */
  paint?: (said: Said) => AnyRow;
  zone: string;
};

/**
 * Asks what a move asks and nothing else, says its consequence in one sentence. Enter confirms, Esc leaves. While the answer
 * is on its way the dialog is out of the way; a refusal brings it back with everything typed and the reason at its field.
 */
export function MoveDialog(props: MoveDialogProps) {
  const { record, move, make, onClose, paint } = props;
  const words = useWords();
  const base = useId();
  const [said, setSaid] = useState<Said>(props.initial ?? {});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const asks = record.moves?.[move]?.asks ?? {};

  const form = useFocusOnRefusal(problem);
  const send = async (more: Said = {}): Promise<void> => {
    const unread = form.current?.querySelector<HTMLElement>("input[data-unread]");
    if (unread) return unread.focus();
    const all = { ...said, ...more };
    const options = { isQuiet: true, ...(paint ? { paint: paint(all) } : {}) };
    setSending(true);
    const answer = await make(move, { ...bodyOf(asks, all, extrasOf(all)), ...props.also?.(all), ...more }, options);
    setSending(false);
    if (answer instanceof Problem && answer.status !== 0) setProblem(answer);
    else onClose();
  };
  const state: DialogState = {
    said,
    say: (name, value) => setSaid((now) => ({ ...now, [name]: value })),
    problem,
    confirm: (more) => void send(more),
  };
  const extrasOf = (now: Said): Readonly<Record<string, FieldExtra>> => props.extras?.({ ...state, said: now }) ?? {};
  const extras = extrasOf(said);
  const names = [...new Set([...(props.order ?? []), ...Object.keys(asks)])].filter(
    (name) => extras[name]?.isAsked !== false,
  );
  const mistakes = useMemo(
    () => mistakesOf(words, record, problem, Object.keys(record.moves?.[move]?.asks ?? {})),
    [words, record, problem, move],
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };

  return (
    <DialogFrame isOpen={!isSending} onClose={onClose} title={props.title ?? words.t(`${record.name}.move.${move}`)}>
      <form
        ref={form}
        noValidate
        onSubmit={submit}
        onFocus={({ target }) => target.scrollIntoView({ block: "nearest" })}
        onKeyDown={(event) => onDialogKey(event, () => void send(), onClose)}
        className={styles.form}
      >
        <div className={styles.asks}>
          <ErrorSummary
            refusal={problem}
            mistakes={mistakes.map(({ name, text }) => ({
              field: name && `${base}-${name}`,
              text: name
                ? words.t("problem.at", { field: words.t(`${record.name}.move.${move}.asks.${name}`), text })
                : text,
            }))}
          />
          {props.top}
          {names.map((name, i) => (
            <AskedField
              key={name}
              id={`${base}-${name}`}
              record={record}
              move={move}
              name={name}
              field={asks[name]}
              extra={extras[name] ?? {}}
              error={mistakes.find((mistake) => mistake.name === name)?.text}
              state={state}
              zone={props.zone}
              isFirst={(props.begin ? name === props.begin : i === 0) && problem === null}
            />
          ))}
          {props.bottom?.(state)}
          <p className={styles.consequence} aria-live="polite">
            {props.consequence(said)}
          </p>
        </div>
        <div className={styles.buttons}>
          <Button variant="default" size="sm" onClick={onClose}>
            {words.t("record.cancel")}
          </Button>
          <Button type="submit" size="sm" data-autofocus={names.length === 0 || undefined}>
            {props.title ?? words.t(`${record.name}.move.${move}`)}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

/**
 * A refusal has the focus when the dialog comes back with it, after the dialog itself has placed the focus (UX-32): the way out
 * of it where one is offered (`data-way-out`), else its words.
 */
function useFocusOnRefusal(problem: Problem | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === null) return undefined;
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    const timer = setTimeout(() => (find("[data-way-out]") ?? find("[role=alert]"))?.focus(), 150);
    return () => clearTimeout(timer);
  }, [problem]);
  return form;
}

/** Only what the move asks and the dialog shows; empty text is not said at all. */
function bodyOf(asks: Fields, said: Said, extras: Readonly<Record<string, FieldExtra>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(asks)) {
    const value = said[name];
    if (extras[name]?.isAsked === false) continue;
    if (field.kind === "flag") body[name] = value === true;
    else if (value !== null && value !== undefined && value !== "")
      body[name] = typeof value === "string" ? value.trim() : value;
  }
  return body;
}

/** Enter confirms from any input but a text of several lines, where Ctrl+Enter does; neither while an input method composes. */
function onDialogKey(event: KeyboardEvent, confirm: () => void, leave: () => void): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const { target } = event;
  if (event.key === "Escape") {
    event.stopPropagation();
    leave();
    return;
  }
  if (event.key !== "Enter" || target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return;
  if (target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  confirm();
}
