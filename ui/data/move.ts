import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { newActKey } from "./act-key.ts";
import { asProblem, type Problem } from "./api.ts";
import { refreshRow } from "./live-rows.ts";
import { useMe } from "./me.ts";
import { announce, notify } from "./notices.ts";
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
};
/** Gives the stored record, or the refusal; never throws. */
export type MakeMove = (
  move: string,
  asked?: Record<string, unknown>,
  options?: MoveOptions,
) => Promise<AnyRow | Problem>;

/** How long an undo is offered; the server takes an attempt back within 10 s of it. */
export const undoMs = 9_500;

type Act = {
  client: QueryClient;
  record: AnyRecord;
  id: string;
  userId: string;
  words: Words;
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

const labelOf = ({ record, words, client, id }: Act, move: string): string => {
  const row = knownRow(client, record.plural, id);
  return words.t("notice.act", {
    act: words.t(`${record.name}.move.${move}`),
    name: String(row?.[record.title] ?? id),
  });
};

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

/** A move named `withdraw-X` is the undo of `X`. */
function offerUndo(act: Act, move: string, given: MoveOptions["undo"]): void {
  const undo = `withdraw-${move}`;
  const { words, record } = act;
  const action = { label: words.t("notice.undo"), run: given ?? (() => void make(act, undo, {}, {})) };
  const canUndo = given !== undefined || record.moves?.[undo] !== undefined;
  notify({ tone: "done", title: labelOf(act, move), forMs: canUndo ? undoMs : 4_000, ...(canUndo ? { action } : {}) });
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
  const sent = send(act, move, asked);
  const before = paint(act, move, options);
  setSaving("saving");
  announce(words.t("notice.saving"));
  try {
    const stored = await sent;
    putRow(client, record.plural, id, stored);
    void client.invalidateQueries({ queryKey: [record.plural, "history", id] });
    setSaving("saved");
    announce(words.t("notice.saved"));
    offerUndo(act, move, options.undo);
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
  const userId = useMe()?.user.id ?? "";
  const [saving, setSaving] = useState<Saving>("idle");
  const act: Act = { client, record, id, userId, words, setSaving };
  return { saving, make: (move, asked = {}, options = {}) => make(act, move, asked, options) };
}

/** The same for whichever record of a page is meant, where the page itself shows what is on its way. */
export function useMoves(record: AnyRecord): (id: string) => MakeMove {
  const client = useQueryClient();
  const words = useWords();
  const userId = useMe()?.user.id ?? "";
  const setSaving = (): void => undefined;
  return (id) =>
    (move, asked = {}, options = {}) =>
      make({ client, record, id, userId, words, setSaving }, move, asked, options);
}
