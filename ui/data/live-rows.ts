import type { QueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { isNotFound } from "./api.ts";
import { type Change, useLive } from "./live.ts";
import { dropRow, fetchRow, isListed, knownRow, oneKey, putRow } from "./records.ts";

const pauseMs = 100;
const atOnce = 4;

/** Fetches one record anew and puts it where it is shown; one that is not to be seen any more leaves. */
export async function refreshRow(client: QueryClient, plural: string, id: string): Promise<void> {
  try {
    putRow(client, plural, id, await fetchRow(plural, id));
  } catch (error) {
    if (isNotFound(error)) dropRow(client, plural, id);
  }
}

/** Works through changed ids, a few at a time; an id that changes again meanwhile waits only once. */
function lineFor(client: QueryClient, plural: string) {
  const waiting = new Set<string>();
  let running = 0;
  const next = (): void => {
    const [id] = waiting;
    if (id === undefined || running >= atOnce) return;
    waiting.delete(id);
    running += 1;
    void refreshRow(client, plural, id).finally(() => {
      running -= 1;
      next();
    });
    next();
  };
  return (id: string): void => {
    if (waiting.size === 0) setTimeout(next, pauseMs);
    waiting.add(id);
  };
}

/** Keeps every shown row of a record as new as the server's: a change of somebody else fetches exactly that row. */
export function useLiveRows(client: QueryClient, record: AnyRecord): void {
  const { plural, name } = record;
  const line = useRef<(id: string) => void>(undefined);
  useLive(name, ({ id, version }: Change) => {
    const isShown = isListed(client, plural, id) || client.getQueryState(oneKey(plural, id)) !== undefined;
    if (!isShown || (knownRow(client, plural, id)?.version ?? 0) >= version) return;
    line.current ??= lineFor(client, plural);
    line.current(id);
  });
}
