import { useSyncExternalStore } from "react";
import { useKeys } from "#ui/keys/keys.ts";

/** A short message at the edge of the page. A refusal stays until it is closed; anything else leaves after `forMs`. */
export type Notice = {
  id: number;
  tone: "done" | "refused";
  title: string;
  text?: string;
  traceId?: string;
  action?: { label: string; run: () => void };
  /** The record it is about ("appointments/…"): a later act on the same record takes the undo away. */
  about?: string;
  forMs?: number;
};

let notices: readonly Notice[] = [];
let newestDone = 0;
let spoken = "";
let count = 0;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Shows a notice; gives a function that adds a sentence to it while it is open. */
export function notify(notice: Omit<Notice, "id">): (text: string) => void {
  const id = ++count;
  if (notice.tone === "done") newestDone = id;
  notices = [...notices.slice(-3), { ...notice, id }];
  tell();
  return (text) => {
    notices = notices.map((one) => (one.id === id ? { ...one, text } : one));
    tell();
  };
}
export function dismiss(id: number): void {
  notices = notices.filter((notice) => notice.id !== id);
  tell();
}

/** An undo leads back to what was before its own act; once a later act on the record is made, that is not the last state. */
export function withdrawUndo(about: string): void {
  notices = notices.map((notice) => (notice.about === about ? withoutAction(notice) : notice));
  tell();
}
const withoutAction = ({ action: _, ...rest }: Notice): Notice => rest;

/** Says a sentence to screen readers without showing it ("Saving…", "Saved"). */
export function announce(text: string): void {
  // The same sentence twice is heard twice only when the text differs.
  spoken = text === spoken ? `${text}\u00a0` : text;
  tell();
}

const writing = "input:not([type=checkbox], [type=radio], [type=button]), textarea, [contenteditable=true]";
const isWriting = (): boolean => document.activeElement?.matches(writing) ?? false;
const hearFocus = (listener: () => void): (() => void) => {
  document.addEventListener("focusin", listener);
  document.addEventListener("focusout", listener);
  return () => {
    document.removeEventListener("focusin", listener);
    document.removeEventListener("focusout", listener);
  };
};

/** The open notices. Ctrl or Cmd Z undoes the newest act, never an older one behind it; while somebody writes, the keys take back letters instead. */
export function useNotices(): readonly Notice[] {
  const shown = useSyncExternalStore(subscribe, () => notices);
  const mayUndo = !useSyncExternalStore(hearFocus, isWriting);
  const newest = shown.find(({ id, action }) => id === newestDone && action);
  const undo = (): void => {
    if (!newest) return;
    dismiss(newest.id);
    newest.action?.run();
  };
  useKeys(newest && mayUndo ? [{ key: "mod+z", label: "notice.undo", run: undo }] : []);
  return shown;
}
export const useSpoken = (): string => useSyncExternalStore(subscribe, () => spoken);
