import { useState } from "react";
import { type Current, keyOf, type Source } from "./mail-template.reading.tsx";

/** What is being written, and the number of the version that it began with. */
export type Draft = Source & { from: number };

const nameOf = (which: Current): string => `marque.mail-template.${keyOf(which)}`;

function kept(current: Current): Draft | null {
  const text = sessionStorage.getItem(nameOf(current));
  return text === null ? null : (JSON.parse(text) as Draft);
}

/**
 * The text in the editor. What is not saved stays in this browser until the window is closed, so that a look at another
 * page loses nothing.
 */
export function useDraft(current: Current) {
  const [draft, setDraft] = useState<Draft | null>(() => kept(current));
  const { subject, body } = draft ?? current;
  const source: Source = { subject, body };
  const isChanged = draft !== null && (draft.subject !== current.subject || draft.body !== current.body);
  const write = (next: Partial<Source>): void => {
    const written = { ...source, ...next, from: draft?.from ?? current.number };
    sessionStorage.setItem(nameOf(current), JSON.stringify(written));
    setDraft(written);
  };
  const discard = (): void => {
    sessionStorage.removeItem(nameOf(current));
    setDraft(null);
  };
  /** Somebody saved a version after this text was begun. */
  const isOvertaken = isChanged && draft.from !== current.number;
  return { source, isChanged, isOvertaken, write, discard };
}
