import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { newActKey } from "./act-key.ts";
import { asProblem, type Problem } from "./api.ts";
import { refreshRow } from "./live-rows.ts";
import { useMe } from "./me.ts";
import { announce, notify, withdrawUndo } from "./notices.ts";
import { reasonText } from "./reasons.ts";
import { type AnyRow, knownRow, putRow } from "./records.ts";
import { sendKept } from "./unsent.ts";

export type Saving = "idle" | "saving" | "saved" | "failed";
export type MoveOptions = {
  /** Painted at once beside the new status ("attemptCount"), and taken back on a refusal. */
  paint?: AnyRow;
  /** A dialog shows refusals at its fields; then no notice is shown here. */
  isQuiet?: boolean;
  /** Takes the move back where the record has no move of its own for that. */
  undo?: () => void;
  /** It takes another move back: it is told as that, and offers no undo of its own. */
  isUndo?: boolean;
};
/** What a page says of a move that was made, and how it is taken back. */
export type Told = {
  /** What was done ("Moved to Thu 26 Nov 14:00"); without it the record's words `<record>.done.<move>`. */
  done?: (stored: AnyRow, before: AnyRow, isUndo: boolean) => string;
  /** What comes of it, as soon as that is known ("The mail leaves in 10 s"). */
  follows?: (stored: AnyRow, isUndo: boolean) => Promise<string | undefined>;
  /** The move that brings back what was before. */
  undo?: (before: AnyRow) => { move: string; asked?: Record<string, unknown> };
};
/** By "<record>.<move>", for whatever on the page makes it. */
export const MovesTold = createContext<Readonly<Record<string, Told>>>({});

/** Gives the stored record, or the refusal; never throws. */
export type MakeMove = (
  move: string,
  asked?: Record<string, unknown>,
  options?: MoveOptions,
) => Promise<AnyRow | Problem>;

/** How long an undo is offered; the server takes an attempt back within 10 s of it. */
export const undoMs = 9_500;
/** How long a notice stays of a move, and of one taken back, which says a moment later what comes of it. */
const doneMs = 4_000;
const undoneMs = 6_000;

type Act = {
  client: QueryClient;
  record: AnyRecord;
  id: string;
  userId: string;
  words: Words;
  told: Readonly<Record<string, Told>>;
  setSaving: (saving: Saving) => void;
};

/** What the row shows at once: the status the move leads to, and what the caller paints. */
function paint({ client, record, id }: Act, move: string, options: MoveOptions): AnyRow {
  const before = knownRow(client, record.plural, id) ?? {};
  const to = record.moves?.[move]?.to;
  const next: AnyRow = { ...options.paint, ...(to ? { status: to } : {}) };
  putRow(client, record.plural, id, next);
  return Object.fromEntries(Object.keys(next).map((name) => [name, before[name]]));
}

const nameOf = ({ record, client, id }: Act): string =>
  String(knownRow(client, record.plural, id)?.[record.title] ?? id);
const aboutOf = ({ record, id }: Act): string => `${record.plural}/${id}`;
const labelOf = (act: Act, move: string): string =>
  act.words.t("notice.act", { act: act.words.t(`${act.record.name}.move.${move}`), name: nameOf(act) });

async function send(act: Act, move: string, asked: Record<string, unknown>): Promise<AnyRow> {
  const { client, record, id, userId } = act;
  const ifMatch = knownRow(client, record.plural, id)?.version ?? 0;
  return sendKept<AnyRow>({
    key: newActKey(),
    userId,
    path: `/${record.plural}/${id}/${move}`,
    method: "POST",
    body: asked,
    ifMatch,
    label: labelOf(act, move),
    at: performance.timeOrigin + performance.now(),
    hasFailed: false,
  });
}

/** A move that the server has made: what was before, what is now, and how it was asked for. */
type Made = { move: string; before: AnyRow; stored: AnyRow; options: MoveOptions };

/** The result, not the command: "Appointment cancelled: Yamada". */
function doneText(act: Act, { move, before, stored, options }: Made): string {
  const { words, record, told } = act;
  const key = `${record.name}.done.${move}`;
  const own = told[`${record.name}.${move}`]?.done?.(stored, before, options.isUndo === true);
  if (own !== undefined || !words.has(key)) return own ?? labelOf(act, move);
  return words.t("notice.act", { act: words.t(key), name: nameOf(act) });
}

/** The caller's way back, else the page's, else the move `withdraw-X` of `X`. */
function undoOf(act: Act, { move, before, options }: Made): (() => void) | undefined {
  const { record, told } = act;
  if (options.isUndo) return undefined;
  const back = told[`${record.name}.${move}`]?.undo?.(before) ?? { move: `withdraw-${move}` };
  if (options.undo) return options.undo;
  return record.moves?.[back.move] ? () => void make(act, back.move, back.asked ?? {}, { isUndo: true }) : undefined;
}

function tellDone(act: Act, made: Made): void {
  const { words, record, told } = act;
  const undo = undoOf(act, made);
  const title = doneText(act, made);
  const isUndo = made.options.isUndo === true;
  const leaving = undo
    ? { forMs: undoMs, action: { label: words.t("notice.undo"), run: undo } }
    : { forMs: isUndo ? undoneMs : doneMs };
  const add = notify({ tone: "done", title, about: aboutOf(act), ...leaving });
  announce(title);
  void told[`${record.name}.${made.move}`]?.follows?.(made.stored, isUndo).then((text) => text && add(text));
}

function refuse(act: Act, move: string, problem: Problem, options: MoveOptions): void {
  const { words, record } = act;
  announce(words.t("notice.failed"));
  if (options.isQuiet && problem.status !== 0) return;
  const text = reasonText(words, problem, record.name);
  notify({
    tone: "refused",
    title: words.t("notice.not-done", { act: labelOf(act, move) }),
    text,
    ...traceOf(problem),
  });
}
const traceOf = ({ traceId }: Problem): { traceId?: string } => (traceId ? { traceId } : {});

async function make(
  act: Act,
  move: string,
  asked: Record<string, unknown>,
  options: MoveOptions,
): Promise<AnyRow | Problem> {
  const { client, record, id, words, setSaving } = act;
  const was = knownRow(client, record.plural, id) ?? {};
  withdrawUndo(aboutOf(act));
  const sent = send(act, move, asked);
  const before = paint(act, move, options);
  setSaving("saving");
  announce(words.t("notice.saving"));
  try {
    const stored = await sent;
    putRow(client, record.plural, id, stored);
    void client.invalidateQueries({ queryKey: [record.plural, "history", id] });
    setSaving("saved");
    tellDone(act, { move, before: was, stored, options });
    return stored;
  } catch (error) {
    putRow(client, record.plural, id, before);
    // Where nobody answered, what the server holds is asked for; a refused change has changed nothing, but others may have.
    void refreshRow(client, record.plural, id);
    setSaving("failed");
    const problem = asProblem(error);
    refuse(act, move, problem, options);
    return problem;
  }
}

/**
 * Makes moves of one record as the page should feel: the new status is painted before the server answers, a refusal takes it
 * back and says why, a success offers its undo (UX-02, UX-03).
 */
export function useMove(record: AnyRecord, id: string): { make: MakeMove; saving: Saving } {
  const client = useQueryClient();
  const words = useWords();
  const told = useContext(MovesTold);
  const userId = useMe()?.user.id ?? "";
  const [saving, setSaving] = useState<Saving>("idle");
  const act: Act = { client, record, id, userId, words, told, setSaving };
  return { saving, make: (move, asked = {}, options = {}) => make(act, move, asked, options) };
}

/** The same for whichever record of a page is meant, where the page itself shows what is on its way. */
export function useMoves(record: AnyRecord): (id: string) => MakeMove {
  const client = useQueryClient();
  const words = useWords();
  const told = useContext(MovesTold);
  const userId = useMe()?.user.id ?? "";
  const setSaving = (): void => undefined;
  return (id) =>
    (move, asked = {}, options = {}) =>
      make({ client, record, id, userId, words, told, setSaving }, move, asked, options);
}
