import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./list.module.css";

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
  const said = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Only a change that did not come from here (back, a cleared filter) is taken over.
    if (value !== said.current) setText(value);
    said.current = value;
  }, [value]);
  const search = (next: string, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      said.current = next.trim();
      onSearch(said.current);
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
