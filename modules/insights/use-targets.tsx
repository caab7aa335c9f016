import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
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
const numbers = Object.keys(contractSla).filter((name) => name !== "bookedCounts");

/** What was typed as the server reads it: numbers as numbers, nothing where nothing stands. */
function written(draft: Draft): Record<string, unknown> {
  const entries = Object.entries(draft).map(([name, value]) => {
    if (!numbers.includes(name)) return [name, value === "" ? null : value] as const;
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

/** Rehearses and publishes a draft; a rehearsal holds for the limits it was made with, and goes when they change. */
export function useTargets(draft: Draft) {
  const client = useQueryClient();
  const words = useWords();
  const [isBusy, setBusy] = useState(false);
  const [mistakes, setMistakes] = useState<MoveMistake[]>([]);
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
    });
  return { mistakes, rehearsal: found?.of === of ? found.rehearsal : undefined, isBusy, rehearse, publish };
}
