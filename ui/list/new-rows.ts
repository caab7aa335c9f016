import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLive } from "#ui/data/live.ts";
import { type AnyRow, isListed, listsKey, type Rows } from "#ui/data/records.ts";
import { probe } from "./list-query.ts";
import { keyOf, type ListLook } from "./look.ts";

const pauseMs = 800;

/** Rows of the newest first page that are not shown; one that only moved up from below, because others left, is not new. */
function newAmong(look: ListLook, newest: readonly AnyRow[], rows: readonly AnyRow[]): number {
  const known = new Set(rows.map((row) => keyOf(look.of, row)));
  const isKnown = newest.map((row) => known.has(keyOf(look.of, row)));
  const until = rows.length === 0 ? newest.length : isKnown.lastIndexOf(true);
  return isKnown.slice(0, Math.max(until, 0)).filter((is) => !is).length;
}

/**
 * How many rows stand on the first page of the list by now that the person does not see yet. A change to a row that is not
 * shown asks the server once, a moment later; the list itself is left alone until the person wants it.
 */
export function useNewRows(look: ListLook, question: string, rows: readonly AnyRow[], onIdle: () => boolean, refresh: () => void) {
  const client = useQueryClient();
  const [found, setFound] = useState<{ question: string; count: number }>({ question, count: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { plural } = look.of;
  const shown = useRef({ rows, onIdle, refresh });
  useEffect(() => {
    shown.current = { rows, onIdle, refresh };
  });
  const ask = useCallback(async () => {
    const page = await probe(client, plural, question).catch(() => undefined);
    if (!page) return;
    const count = newAmong(look, page.items, shown.current.rows);
    if (count > 0 && shown.current.onIdle()) return shown.current.refresh();
    setFound({ question, count });
    client.setQueryData<Rows>([...listsKey(plural), question], (now) => now && { ...now, pages: now.pages.map((one) => ({ ...one, count: page.count })) });
  }, [client, plural, question, look]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(look.of.name, ({ id }) => {
    if (isListed(client, plural, id)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(), pauseMs);
  });
  const take = (): void => {
    setFound({ question, count: 0 });
    refresh();
  };
  return { count: found.question === question ? found.count : 0, take };
}
