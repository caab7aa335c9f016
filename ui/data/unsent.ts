import { useSyncExternalStore } from "react";
import { api, isRefusal } from "./api.ts";

/**
 * Changes on their way to the server. Each is written to this browser before it is sent and taken out when the server has
 * answered, so that a change is either stored there or listed here as "Not sent yet", never neither (UX-03).
 */
export type Unsent = {
  key: string;
  /** Who made it; another person on the same machine neither sees nor sends it. */
  userId: string;
  path: string;
  method: "POST" | "PATCH";
  body: unknown;
  ifMatch: number;
  /** What it is, in words, for the list. */
  label: string;
  at: number;
  hasFailed: boolean;
};

const storedAs = "marque.unsent";
const listeners = new Set<() => void>();
const sending = new Set<string>();
let seen: { text: string | null; list: readonly Unsent[] } = { text: null, list: [] };

function read(): readonly Unsent[] {
  const text = localStorage.getItem(storedAs);
  if (text !== seen.text) seen = { text, list: text ? (JSON.parse(text) as Unsent[]) : [] };
  return seen.list;
}

function write(list: readonly Unsent[]): void {
  localStorage.setItem(storedAs, JSON.stringify(list));
  for (const listener of listeners) listener();
}

export const forget = (key: string): void => write(read().filter((change) => change.key !== key));
const markFailed = (key: string): void =>
  write(read().map((change) => (change.key === key ? { ...change, hasFailed: true } : change)));

/** Sends a change, keeping it here until the server has answered. Throws what `api` throws; a refusal counts as an answer. */
export async function sendKept<T>(change: Unsent): Promise<T> {
  write([...read().filter((kept) => kept.key !== change.key), change]);
  sending.add(change.key);
  try {
    const { path, method, body, ifMatch, key } = change;
    const { value } = await api<T>(path, { method, body, ifMatch, idempotencyKey: key });
    forget(change.key);
    return value;
  } catch (error) {
    if (isRefusal(error) && error.status !== 401) forget(change.key);
    else markFailed(change.key);
    throw error;
  } finally {
    sending.delete(change.key);
    for (const listener of listeners) listener();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The changes of this person that the server has not acknowledged; those on their way right now are left out. */
export function useUnsent(userId: string | undefined): readonly Unsent[] {
  const list = useSyncExternalStore(subscribe, read);
  return list.filter((change) => change.userId === userId && !sending.has(change.key));
}
