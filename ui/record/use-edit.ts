import { useQueryClient } from "@tanstack/react-query";
import type { AnyRecord } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { asProblem, type Problem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { announce } from "#ui/data/notices.ts";
import { type AnyRow, fetchRow, knownRow, putRow } from "#ui/data/records.ts";
import { sendKept } from "#ui/data/unsent.ts";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";

/** saved: it is stored. conflict: somebody else changed the same field meanwhile; `theirs` is what stands there now. */
export type Edited = { kind: "saved" } | { kind: "conflict"; theirs: unknown } | { kind: "refused"; problem: Problem };

/**
 * Edits one field of one record. `seen` is the value the person started from: when only other fields changed meanwhile,
 * the edit is made on the newest version; when this field did, nothing is overwritten.
 */
export function useEdit(
  record: AnyRecord,
  id: string,
): (name: string, value: unknown, seen: unknown) => Promise<Edited> {
  const client = useQueryClient();
  const words = useWords();
  const userId = useMe()?.user.id ?? "";
  const { plural } = record;

  const send = async (name: string, value: unknown): Promise<void> => {
    const row = knownRow(client, plural, id);
    const label = `${fieldLabel(words, { record: record.name, name })}: ${String(row?.[record.title] ?? id)}`;
    const stored = await sendKept<AnyRow>({
      key: newActKey(),
      userId,
      path: `/${plural}/${id}`,
      method: "PATCH",
      body: { [name]: value },
      ifMatch: row?.version ?? 0,
      label,
      at: performance.timeOrigin + performance.now(),
      hasFailed: false,
    });
    putRow(client, plural, id, stored);
    void client.invalidateQueries({ queryKey: [plural, "history", id] });
    announce(words.t("notice.saved"));
  };

  return async (name, value, seen) => {
    // Somebody else's change may have arrived while this person typed; then the version alone would no longer tell.
    const shown = knownRow(client, plural, id)?.[name];
    if (!isSame(shown, seen)) return { kind: "conflict", theirs: shown };
    try {
      await send(name, value);
      return { kind: "saved" };
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status !== 412) return { kind: "refused", problem };
    }
    try {
      const newest = await fetchRow(plural, id);
      putRow(client, plural, id, newest);
      if (!isSame(newest[name], seen)) return { kind: "conflict", theirs: newest[name] };
      await send(name, value);
      return { kind: "saved" };
    } catch (error) {
      return { kind: "refused", problem: asProblem(error) };
    }
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
