import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Day, Instant } from "#platform/record/index.ts";
import { api } from "#ui/data/api.ts";
import { wallTimeAt } from "#ui/fields/wall-time.ts";

/** A free beginning: until when it lasts, and where and with whom it could be. */
export type Slot = { startsAt: Instant; endsAt: Instant; bays: string[]; advisors: string[] };
/** A time somebody wished for, and the free beginning there, or null where nothing is free. */
export type Wish = { at: Instant; slot: Slot | null };
export type Slots = { zone: string; work: string | null; minutes: number; items: Slot[]; wishes: Wish[] };
/** Whose free times: those of a lead's dealer or of a dealer, for a kind of work, without what is being moved. */
export type SlotQuery = { lead?: string; dealer?: string; work?: string | null; except?: string };

/** Free times from a day on, and whether a lead's wishes are free; read anew each time somebody asks. */
export function useSlots(query: SlotQuery, from: Day | null, days: number, isWanted = true) {
  const params = new URLSearchParams({ days: String(days) });
  for (const [name, value] of Object.entries({ ...query, from })) if (value) params.set(name, value);
  return useQuery({
    queryKey: ["service-slots", params.toString()],
    queryFn: async ({ signal }) => (await api<Slots>(`/service-slots?${params}`, { signal })).value,
    enabled: isWanted,
    staleTime: 5_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

export const dayOfSlot = ({ startsAt }: { startsAt: Instant }, zone: string): Day => wallTimeAt(startsAt, zone).day;
