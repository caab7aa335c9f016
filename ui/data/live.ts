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

const missed = new Set<() => void>();
const leastWaitMs = 2_000;
const mostWaitMs = 30_000;
let waitMs = leastWaitMs;
let reopening: ReturnType<typeof setTimeout> | undefined;

function open(): void {
  clearTimeout(closing);
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource("/api/v1/events");
  source.addEventListener("change", hear);
  source.addEventListener("reset", tellMissed);
  source.addEventListener("open", () => {
    waitMs = leastWaitMs;
  });
  source.addEventListener("error", reopenSoon);
}

function tellMissed(): void {
  for (const listener of missed) listener();
}

/** A browser gives an event stream up for good when the server answers anything but 200, as while it restarts: it is opened again. */
function reopenSoon(): void {
  if (source?.readyState !== EventSource.CLOSED) return;
  clearTimeout(reopening);
  reopening = setTimeout(() => {
    if (![...listeners.values()].some((set) => set.size > 0)) return;
    open();
    tellMissed();
  }, waitMs);
  waitMs = Math.min(waitMs * 2, mostWaitMs);
}

/** Calls `onMissed` when changes may have passed unheard: everything shown is to be read anew. */
export function useMissed(onMissed: () => void): void {
  const latest = useRef(onMissed);
  useEffect(() => {
    latest.current = onMissed;
  });
  useEffect(() => {
    const listener = (): void => latest.current();
    missed.add(listener);
    return () => void missed.delete(listener);
  }, []);
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
