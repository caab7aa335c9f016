import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { newActKey } from "#ui/data/act-key.ts";
import { api, isRefusal, type Problem } from "#ui/data/api.ts";
import type { AnyRow, RowPage } from "#ui/data/records.ts";
import { record, type Source, type Which } from "./mail-template.reading.tsx";

/** How a template reads with values in it. */
export type Shown = { subject: string; html: string; text: string };
export type Fault = { part: "subject" | "body"; line: number; column: number; message: string };
export type Lead = { id: string; name: string };

/** A value as it was when it last stood still for `forMs`. */
export function useSettled<T>(value: T, forMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return settled;
}

/** Where and why the server refused a template; null for any other problem. */
export function faultOf(problem: Problem | null): Fault | null {
  const [first] = problem?.errors ?? [];
  if (problem?.reason !== "broken-template" || !first) return null;
  const { line = 1, column = 1, message, said = message } = first;
  return { part: first.field === "subject" ? "subject" : "body", line, column, message: said };
}

/**
 * How the text reads now, with sample values or those of a lead, asked for when typing rests. While it has a fault, the last
 * sound state is shown beside the fault.
 */
export function usePreview(which: Which, source: Source, lead: Lead | null, isWanted: boolean) {
  const subject = useSettled(source.subject, 400);
  const body = useSettled(source.body, 400);
  const asked = { ...which, subject, body, lead: lead?.id ?? null };
  const answer = useQuery({
    queryKey: [record.plural, "preview", asked],
    queryFn: async ({ signal }) =>
      (await api<Shown>(`/${record.plural}/preview`, { body: asked, idempotencyKey: newActKey(), signal })).value,
    enabled: isWanted,
    placeholderData: keepPreviousData,
    retry: (failures, error) => !isRefusal(error) && failures < 1,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const [last, setLast] = useState<Shown>();
  if (answer.data && !answer.isPlaceholderData && answer.data !== last) setLast(answer.data);
  return { shown: answer.data ?? last, error: answer.error, isFetching: answer.isFetching };
}

/** Leads that fit what is typed. */
export function useLeads(text: string) {
  const wanted = useSettled(text.trim(), 250);
  return useQuery({
    queryKey: [record.plural, "leads", wanted],
    queryFn: async ({ signal }): Promise<(Lead & { row: AnyRow })[]> => {
      const { value } = await api<RowPage>(`/aftersales-leads?${new URLSearchParams({ search: wanted, limit: "6" })}`, {
        signal,
      });
      return value.items.map((row) => ({ id: String(row.id), name: String(row.name), row }));
    },
    enabled: wanted !== "",
  });
}
