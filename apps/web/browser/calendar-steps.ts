import assert from "node:assert/strict";
import { inDays } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

type Named = { id: string; name: string };
export type Booked = {
  id: string;
  version: number;
  name: string;
  status: string;
  startsAt: string;
  bay: Named | null;
  advisor: Named | null;
  isBesidePlan: boolean;
};
type Slot = { startsAt: string; bays: string[] };

/** The free beginnings of an oil change on a day. */
export async function slotsOn(voice: Voice, day: string): Promise<Slot[]> {
  const { status, body, text } = await voice.get<{ items: Slot[] }>(
    `/service-slots?from=${day}&days=1&work=oil-change`,
  );
  assert.equal(status, 200, text);
  return body.items;
}

const onDay = async (voice: Voice, day: string): Promise<Booked[]> =>
  (await voice.get<{ appointments: Booked[] }>(`/service-calendar?from=${day}&days=1`)).body.appointments;

/** A day in some days or soon after on which the workshop is open and nothing is planned. */
export async function freeDay(voice: Voice, days: number): Promise<string> {
  for (let more = 0; more < 12; more += 1) {
    const day = inDays(days + more).slice(0, 10);
    if ((await slotsOn(voice, day)).length >= 34 && (await onDay(voice, day)).length === 0) return day;
  }
  return assert.fail(`no day is free from the ${days}th on`);
}

/** Writes a customer of SAKURA into the book for an oil change, at a time of the dealer's clock. */
export async function plan(voice: Voice, day: string, time: string, name: string, bay?: string): Promise<Booked> {
  const said = { name, startsAt: `${day}T${time}:00+09:00`, work: "oil-change", mustBeFree: true };
  const { status, body, text } = await voice.post<Booked>("/appointments", { ...said, ...(bay ? { bay } : {}) });
  assert.equal(status, 201, text);
  return body;
}

export const readBooked = async (voice: Voice, id: string): Promise<Booked> =>
  (await voice.get<Booked>(`/appointments/${id}`)).body;

/** Who stands in the book of a day under this name. */
export const named = async (voice: Voice, day: string, name: string): Promise<Booked | undefined> =>
  (await onDay(voice, day)).find((one) => one.name === name);
