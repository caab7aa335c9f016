import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useLive } from "#ui/data/live.ts";
import { type AnyRow, isListed } from "#ui/data/records.ts";
import { useWords } from "#ui/words/words.tsx";
import { probe, putCount } from "./list-query.ts";
import type { ListLook } from "./look.ts";
import { newAmong } from "./new-among.ts";
import classes from "./rows.module.css";

const pauseMs = 800;

type NewRowsProps = {
  look: ListLook;
  question: string;
  rows: readonly AnyRow[];
  parts: { partRef: RefObject<HTMLElement | null>; scrollRef: RefObject<HTMLElement | null> };
  onTake: () => void;
};

/** At the top, with neither pointer nor focus in it, a list may show new rows by itself; else it waits to be asked. */
function isIdle({ partRef: { current: part }, scrollRef: { current: scroll } }: NewRowsProps["parts"]): boolean {
  if (!part || (scroll && scroll.scrollTop > 0)) return false;
  return !part.matches(":hover") && !part.contains(document.activeElement);
}

/**
 * "3 new leads": rows that stand in the list by now and are not shown yet. A change to a row that is not shown asks the
 * server once, a moment later; the rows themselves are left where they are until the person wants the new ones.
 */
export function NewRows(props: NewRowsProps) {
  const { look, question, onTake } = props;
  const { t } = useWords();
  const client = useQueryClient();
  const [found, setFound] = useState({ question, count: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ask = async (): Promise<void> => {
    const page = await probe(client, look.of.plural, question).catch(() => undefined);
    if (!page) return;
    const count = newAmong(look.of, page.items, props.rows);
    if (count > 0 && isIdle(props.parts)) return take();
    setFound({ question, count });
    putCount(client, look.of.plural, question, page.count);
  };
  const take = (): void => {
    setFound({ question, count: 0 });
    onTake();
  };
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(look.of.name, ({ id }) => {
    if (isListed(client, look.of.plural, id)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void latest.current(), pauseMs);
  });
  if (found.question !== question || found.count === 0) return null;
  return (
    <Button
      className={classes.news}
      size="compact-sm"
      leftSection={<IconArrowUp size={14} aria-hidden />}
      onClick={take}
    >
      {t(look.news ?? "list.news", { count: found.count })}
    </Button>
  );
}
