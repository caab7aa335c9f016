import { useEffect, useRef } from "react";

/** One change that somebody made to a record this person may see. */
export type Change = { record: string; id: string; version: number; event: string };
type Listener = (change: Change) => void;

const listeners = new Map<string, Set<Listener>>();
let source: EventSource | undefined;
let closing: ReturnType<typeof setTimeout> | undefined;

function hear(message: MessageEvent<string>): void {
  const change = JSON.parse(message.data) as Change;
  for (const listener of listeners.get(change.record) ?? []) listener(change);
}

function open(): void {
  clearTimeout(closing);
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource("/api/v1/events");
  source.addEventListener("change", hear);
}

/** Closed a moment after the last listener left, so that a change of page does not tear the stream down. */
function closeSoon(): void {
  clearTimeout(closing);
  closing = setTimeout(() => {
    if ([...listeners.values()].some((set) => set.size > 0)) return;
    source?.close();
    source = undefined;
  }, 1_000);
}

/** Forgets the stream, as after signing out or choosing another profile; listeners get a new one. */
export function restartLive(): void {
  source?.close();
  source = undefined;
  if ([...listeners.values()].some((set) => set.size > 0)) open();
}

function listen(record: string, listener: Listener): () => void {
  const set = listeners.get(record) ?? new Set();
  listeners.set(record, set.add(listener));
  open();
  return () => {
    set.delete(listener);
    closeSoon();
  };
}

/** Calls `onChange` for each change of a record of this type; all pages share one EventSource, which reconnects by itself. */
export function useLive(record: string, onChange: Listener): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => listen(record, (change) => latest.current(change)), [record]);
}
