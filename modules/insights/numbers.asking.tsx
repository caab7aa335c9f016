import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import {
  aftersalesLead,
  contractSla,
  type DatedSla,
  type Sla,
  slaOn,
  slaPolicy,
} from "#modules/aftersales-leads/index.ts";
import { api, isRefusal } from "#ui/data/api.ts";
import { useLive } from "#ui/data/live.ts";
import { type Rules, rulesWithin } from "./formula.ts";
import type { Answer } from "./numbers.reading.ts";

const key = "numbers";
/** Changes of a busy network are counted together, and yet shown within five seconds. */
const soonMs = 3_000;

/** The numbers of one question; while another is answered the last ones stay in place. */
export function useNumbers(question: string) {
  return useQuery({
    queryKey: [key, question],
    queryFn: async ({ signal }) =>
      (await api<Answer>(`/numbers/${aftersalesLead.plural}?${question}`, { signal })).value,
    placeholderData: keepPreviousData,
    retry: (failures, error) => !isRefusal(error) && failures < 1,
  });
}

export const readAnew = (client: QueryClient): void => void client.invalidateQueries({ queryKey: [key] });

/** Reads the numbers anew soon after somebody changed a lead. */
export function useFreshNumbers(): void {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(aftersalesLead.name, () => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      readAnew(client);
    }, soonMs);
  });
  useEffect(() => () => clearTimeout(soon.current), []);
}

export type Policy = DatedSla & { id: string; name: string; why: string | null; createdAt: string };

/** What the market published, the one that holds from the latest day first. */
export const usePolicies = () =>
  useQuery({
    queryKey: [slaPolicy.plural],
    queryFn: async () => (await api<{ items: Policy[] }>(`/${slaPolicy.plural}?sort=-holdsFrom&limit=200`)).value.items,
  });

/** The limits and targets that hold on a day. */
export function useSlaOn(day: string): Sla {
  const { data } = usePolicies();
  return data ? slaOn([...data].reverse(), day) : contractSla;
}

/** What held for leads assigned in these days, and what comes next after the day `today`, where something is published. */
export function useRules(
  { from, to }: Pick<Answer, "from" | "to">,
  today: string,
): { rules: Rules[]; next: Rules | undefined } {
  const { data } = usePolicies();
  return useMemo(() => {
    const policies = [...(data ?? [])].reverse();
    const since = policies.find(({ holdsFrom }) => holdsFrom > today)?.holdsFrom;
    return { rules: rulesWithin(policies, from, to), next: since ? { since, sla: slaOn(policies, since) } : undefined };
  }, [data, from, to, today]);
}
