import { useSyncExternalStore } from "react";

/** A short message at the edge of the page. A refusal stays until it is closed; anything else leaves after `forMs`. */
export type Notice = {
  id: number;
  tone: "done" | "refused";
  title: string;
  text?: string;
  traceId?: string;
  action?: { label: string; run: () => void };
  forMs?: number;
};

let notices: readonly Notice[] = [];
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

/** Shows a notice; gives a function that takes it away. */
export function notify(notice: Omit<Notice, "id">): () => void {
  const id = ++count;
  notices = [...notices.slice(-3), { ...notice, id }];
  tell();
  return () => dismiss(id);
}
export function dismiss(id: number): void {
  notices = notices.filter((notice) => notice.id !== id);
  tell();
}

/** Says a sentence to screen readers without showing it ("Saving…", "Saved"). */
export function announce(text: string): void {
  // The same sentence twice is heard twice only when the text differs.
  spoken = text === spoken ? `${text}\u00a0` : text;
  tell();
}

export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices);
export const useSpoken = (): string => useSyncExternalStore(subscribe, () => spoken);
