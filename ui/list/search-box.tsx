import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./top.module.css";

const pauseMs = 250;

/** Esc goes on to the row that the keys stand on, so that the focus is never nowhere. */
function leave(box: HTMLElement): void {
  const row = box.closest("section")?.querySelector<HTMLElement>("[data-row][tabindex='0']");
  (row ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

/**
 * The search of a list. What is typed belongs to the person: the list follows after a pause, never while an input method
 * composes, and nothing that arrives from elsewhere overwrites it.
 */
export function SearchBox({
  value,
  onSearch,
  boxRef,
}: {
  value: string;
  onSearch: (text: string) => void;
  boxRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  /** Searches asked for here that the address has not come to yet, oldest first. */
  const asked = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Only a change that did not come from here (back, a cleared filter) is taken over; an answer to what was typed before is not.
    const at = asked.current.indexOf(value);
    asked.current = asked.current.slice(at + 1);
    if (at >= 0) return;
    asked.current = [];
    clearTimeout(timer.current);
    setText(value);
  }, [value]);
  const search = (next: string, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const wanted = next.trim();
      if (wanted !== (asked.current.at(-1) ?? value)) asked.current.push(wanted);
      onSearch(wanted);
    }, afterMs);
  };
  return (
    <TextInput
      ref={boxRef}
      className={classes.search}
      type="search"
      size="xs"
      aria-label={t("list.search")}
      placeholder={t("list.search")}
      leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
      rightSection={
        text ? (
          <CloseButton
            size={24}
            iconSize={14}
            aria-label={t("list.search.clear")}
            onClick={() => {
              setText("");
              search("", 0);
              boxRef.current?.focus();
            }}
          />
        ) : null
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        if (!(event.nativeEvent as InputEvent).isComposing) search(event.currentTarget.value, pauseMs);
      }}
      onCompositionEnd={(event) => search(event.currentTarget.value, pauseMs)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault(); // a browser would clear the box
        leave(event.currentTarget);
      }}
    />
  );
}
