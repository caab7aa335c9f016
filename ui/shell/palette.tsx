import { Modal, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { KeyName } from "#ui/keys/key-names.tsx";
import { useCommands } from "#ui/keys/keys.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./palette.module.css";
import type { Place } from "./place.ts";

export type Found = { id: string; title: string; detail: string; to: string };
/** Finds records by a name, phone, plate or VIN in any script. */
export type FindRows = (text: string, signal: AbortSignal) => Promise<Found[]>;
export type PaletteProps = {
  isOpen: boolean;
  onClose: () => void;
  places: readonly Place[];
  find: FindRows | undefined;
};
type Option = { id: string; group: string; title: string; detail?: string; key?: string; run: () => void };

const fits = (title: string, text: string): boolean => title.toLowerCase().includes(text.trim().toLowerCase());

function useFound(text: string, find: FindRows | undefined) {
  const wanted = useDeferredValue(text.trim());
  return useQuery({
    queryKey: ["palette", wanted],
    queryFn: ({ signal }) => find?.(wanted, signal) ?? [],
    enabled: wanted !== "" && find !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** Commands of this page, places of the house and records found, in this order. */
function useOptions(text: string, { places, find, onClose }: PaletteProps): { options: Option[]; isFinding: boolean } {
  const { t } = useWords();
  const navigate = useNavigate();
  const commands = useCommands();
  const { data = [], isFetching } = useFound(text, find);
  const toPlaces: Option[] = places.map(({ id, label, to, search, key }) => ({
    id,
    group: "palette.go",
    title: t(label),
    key: `g ${key}`,
    run: () => void navigate({ to, search: search ?? {} }),
  }));
  const acts: Option[] = commands
    .filter(({ key }) => !key.startsWith("g ") && key !== "mod+k" && key !== "Escape")
    .map(({ key, label, run }) => ({ id: key, group: "palette.do", title: t(label), key, run }));
  const rows: Option[] = data.map(({ id, title, detail, to }) => ({
    id,
    group: "palette.found",
    title,
    detail,
    run: () => void navigate({ to }),
  }));
  const offered = [
    ...(text.trim() === "" ? [] : rows),
    ...[...toPlaces, ...acts].filter(({ title }) => fits(title, text)),
  ];
  const closing = offered.map((option) => ({
    ...option,
    run: () => {
      onClose();
      // After the dialog has given the focus back, the command may place it.
      setTimeout(option.run, 0);
    },
  }));
  return { options: closing, isFinding: isFetching };
}

/** Ctrl K: go to a place, do what this page can do, find a lead by name, phone or VIN. */
export function Palette(props: PaletteProps) {
  const { t } = useWords();
  return (
    <Modal.Root opened={props.isOpen} onClose={props.onClose} size={560} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette.open")}>
        <Finder {...props} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder(props: PaletteProps) {
  const { t } = useWords();
  const list = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { options, isFinding } = useOptions(text, props);
  const active = options[Math.min(at, options.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      setAt((Math.min(at, options.length - 1) + step + options.length) % options.length);
    }
    if (event.key === "Enter") active?.run();
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        className={classes.input}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
        placeholder={t("palette.hint")}
        aria-label={t("palette.open")}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={active ? `${list}-${active.id}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t("palette.open")} aria-busy={isFinding} className={classes.list}>
        {options.map((option, n) => (
          <OptionRow
            key={option.group + option.id}
            option={option}
            isFirst={options[n - 1]?.group !== option.group}
            id={`${list}-${option.id}`}
            isActive={option === active}
          />
        ))}
      </div>
      {options.length === 0 && (
        <p className={classes.none} role="status">
          {isFinding ? t("palette.finding") : t("palette.none", { text })}
        </p>
      )}
    </>
  );
}

function OptionRow({
  option,
  isFirst,
  id,
  isActive,
}: {
  option: Option;
  isFirst: boolean;
  id: string;
  isActive: boolean;
}) {
  const { t } = useWords();
  const show = (node: HTMLDivElement | null): void => {
    if (isActive) node?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      {isFirst && (
        <div className={classes.group} role="presentation">
          {t(option.group)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the input above keeps the focus and the keys */}
      <div ref={show} id={id} role="option" aria-selected={isActive} className={classes.option} onClick={option.run}>
        <span className={classes.title}>{option.title}</span>
        {option.detail && <span className={classes.detail}>{option.detail}</span>}
        {option.key && <KeyName of={option.key} />}
      </div>
    </>
  );
}
