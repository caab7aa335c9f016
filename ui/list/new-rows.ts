import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLive } from "#ui/data/live.ts";
import { type AnyRow, isListed, type Rows } from "#ui/data/records.ts";
import { listsKey } from "#ui/data/records.ts";
import { probe } from "./list-query.ts";
import { keyOf, type ListLook } from "./look.ts";

const pauseMs = 800;

/**
 * How many rows stand on the first page of the list by now that the person does not see yet. A change to a row that is not
 * shown asks the server once, a moment later; the list itself is left alone until the person wants it.
 */
export function useNewRows(look: ListLook, question: string, rows: readonly AnyRow[], onIdle: () => boolean, refresh: () => void) {
  const client = useQueryClient();
  const [found, setFound] = useState<{ question: string; count: number }>({ question, count: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { plural } = look.of;
  const look2 = useRef({ rows, onIdle, refresh });
  useEffect(() => {
    look2.current = { rows, onIdle, refresh };
  });
  const ask = useCallback(async () => {
    const page = await probe(client, plural, question).catch(() => undefined);
    if (!page) return;
    const known = new Set(look2.current.rows.map((row) => keyOf(look.of, row)));
    const count = page.items.filter((row) => !known.has(keyOf(look.of, row))).length;
    if (count > 0 && look2.current.onIdle()) return look2.current.refresh();
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
