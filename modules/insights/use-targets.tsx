import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { contractSla, type Sla, slaPolicy } from "#modules/aftersales-leads/index.ts";
import type { AnyRecord, Day } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem } from "#ui/data/api.ts";
import { notify } from "#ui/data/notices.ts";
import { type MoveMistake, mistakesOf } from "#ui/moves/mistakes.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import type { RehearsedDealer } from "./numbers.reading.ts";

export type Draft = Readonly<Record<string, unknown>>;
/** What a draft would have made of the days, and the limits and targets of that draft. */
export type Rehearsal = { from: Day; to: Day; items: (RehearsedDealer & { name: string })[]; draft: Sla };

const record = slaPolicy as unknown as AnyRecord;
const names = Object.keys(slaPolicy.fields);
/** Limits in hours and days, then targets in percent. */
export const limitsAndTargets = Object.keys(contractSla).filter((name) => name !== "bookedCounts");

/** The next policy begins as one that was published before, or as the contract. */
export const draftFrom = (sla: Sla): Draft => ({
  name: "",
  holdsFrom: null,
  why: "",
  bookedCounts: [...sla.bookedCounts],
  ...Object.fromEntries(limitsAndTargets.map((name) => [name, String(sla[name as keyof Sla])])),
});

/** What was typed as the server reads it: numbers as numbers, nothing where nothing stands. */
function written(draft: Draft): Record<string, unknown> {
  const entries = Object.entries(draft).map(([name, value]) => {
    if (!limitsAndTargets.includes(name)) return [name, value === "" ? null : value] as const;
    const text = String(value).normalize("NFKC").trim();
    return [name, /^\d+$/.test(text) ? Number(text) : null] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** A number out of its bounds is told between which it must lie; other mistakes keep their words. */
function bounded({ t, number }: Words, body: Readonly<Record<string, unknown>>, mistake: MoveMistake): MoveMistake {
  const field = record.fields[mistake.name ?? ""];
  const said = body[mistake.name ?? ""];
  if (field?.kind !== "integer" || typeof said !== "number" || (said >= field.min && said <= field.max)) return mistake;
  return { ...mistake, text: t("targets.between", { least: number(field.min), most: number(field.max) }) };
}

/** What keeps a draft from being published that can be told without the server: no name, no day, or one that has begun. */
function lacking({ t }: Words, body: Readonly<Record<string, unknown>>, today: Day): MoveMistake[] {
  const missing = ["name", "holdsFrom"]
    .filter((name) => String(body[name] ?? "").trim() === "")
    .map((name) => ({ name, text: t("problem.fault.missing") }));
  const isEarly = typeof body.holdsFrom === "string" && body.holdsFrom <= today;
  return isEarly ? [...missing, { name: "holdsFrom", text: t(`${record.name}.refusal.holds-too-early`) }] : missing;
}

/** The focus comes back to the button that asked when its question is gone, unless something else has taken it. */
export function useAskingButton(isAsked: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(isAsked);
  useEffect(() => {
    if (wasAsked.current && !isAsked && document.activeElement === document.body) button.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  return button;
}

/**
 * Rehearses and publishes a draft; a rehearsal holds for the limits it was made with, and goes when they change. Before
 * publishing it is asked once more; the question is about the draft as it stands, so it goes with any change.
 */
export function useTargets(draft: Draft, today: Day, onPublished: () => void) {
  const client = useQueryClient();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const [mistakes, setMistakes] = useState<MoveMistake[]>([]);
  const [asked, setAsked] = useState<Draft>();
  const [found, setFound] = useState<{ of: string; rehearsal: Rehearsal }>();
  const act = useRef({ text: "", key: "" });
  const body = written(draft);
  const limits = Object.fromEntries(Object.keys(contractSla).map((name) => [name, body[name]]));
  const of = JSON.stringify(limits);

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await act();
      setMistakes([]);
    } catch (error) {
      setMistakes(mistakesOf(words, record, asProblem(error), names).map((one) => bounded(words, body, one)));
    } finally {
      setBusy(false);
      setAsked(undefined);
    }
  };
  const rehearse = (): Promise<void> =>
    attempt(async () => {
      const { value } = await api<Omit<Rehearsal, "draft">>(`/${record.plural}/rehearse`, {
        body: limits,
        idempotencyKey: newActKey(),
      });
      // The server took the limits as they are, so they are whole.
      setFound({ of, rehearsal: { ...value, draft: limits as Sla } });
    });
  const ask = (): void => {
    const found = lacking(words, body, today);
    setMistakes(found);
    if (found.length === 0) setAsked(draft);
  };
  const publish = (): Promise<void> =>
    attempt(async () => {
      const text = JSON.stringify(body);
      if (act.current.text !== text) act.current = { text, key: newActKey() };
      await api(`/${record.plural}`, { body, idempotencyKey: act.current.key });
      notify({
        tone: "done",
        title: words.t("targets.published", { day: words.day(String(body.holdsFrom)) }),
        forMs: 4_000,
      });
      await client.invalidateQueries({ queryKey: [record.plural] });
      onPublished();
    });
  const rehearsal = found?.of === of ? found.rehearsal : undefined;
  const keepBack = (): void => {
    if (!isBusy) setAsked(undefined);
  };
  return { mistakes, rehearsal, isAsked: asked === draft, isBusy, rehearse, ask, keepBack, publish };
}
