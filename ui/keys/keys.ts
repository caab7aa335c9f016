import { useEffect, useRef, useSyncExternalStore } from "react";
import { areSingleKeysOn } from "./single-keys.ts";

/** A command of the page. `key`: "j", "Enter", "mod+k" (Ctrl or Cmd) or a sequence "g l". `label`: its words' key. */
export type Command = { key: string; label: string; run: () => void };

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();
let prefix = "";
let forgetting: ReturnType<typeof setTimeout> | undefined;

const setCommands = (next: readonly Command[]): void => {
  commands = next;
  for (const listener of listeners) listener();
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio], [type=button]")));
/** In a menu, a list of choices or a dialog the keys belong to it. */
const isElsewhere = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest("[role=menu], [role=listbox], [role=dialog]") !== null) ||
  document.querySelector("[role=dialog][aria-modal=true], dialog[open]") !== null;

/** While an input method composes (kana to kanji) every key belongs to it; 229 is what older browsers say then. */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

function spelled(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
  return event.key;
}

function remember(key: string): void {
  clearTimeout(forgetting);
  prefix = key;
  forgetting = setTimeout(() => {
    prefix = "";
  }, 1_000);
}

function onKeyDown(event: KeyboardEvent): void {
  const key = spelled(event);
  if (!key || event.defaultPrevented || isComposing(event)) return;
  const isChord = key.startsWith("mod+");
  if (isElsewhere(event.target) || (!isChord && isTyping(event.target))) return;
  if (!isChord && key.length === 1 && !areSingleKeysOn()) return;
  const full = prefix ? `${prefix} ${key}` : key;
  const command = commands.findLast((one) => one.key === full) ?? commands.findLast((one) => one.key === key);
  remember(!prefix && commands.some((one) => one.key.startsWith(`${key} `)) ? key : "");
  if (!command) return;
  // A link or button in focus keeps its own Enter.
  if (key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return;
  event.preventDefault();
  command.run();
}

/** Offers commands while the component is shown; the last one offered for a key wins. */
export function useKeys(offered: readonly Command[]): void {
  const latest = useRef(offered);
  useEffect(() => {
    latest.current = offered;
  });
  const names = offered.map(({ key, label }) => `${key}\t${label}`).join("\n");
  useEffect(() => {
    const own = names
      .split("\n")
      .filter(Boolean)
      .map((line): Command => {
        const [key = "", label = ""] = line.split("\t");
        return { key, label, run: () => latest.current.find((one) => one.key === key)?.run() };
      });
    if (commands.length === 0) document.addEventListener("keydown", onKeyDown);
    setCommands([...commands, ...own]);
    return () => {
      setCommands(commands.filter((one) => !own.includes(one)));
      if (commands.length === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, [names]);
}

/** All commands that work on this page now: for the help and the palette. */
export const useCommands = (): readonly Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => commands,
  );
