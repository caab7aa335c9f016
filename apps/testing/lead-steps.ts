import assert from "node:assert/strict";
import type { Lead } from "#modules/aftersales-leads/aftersales-lead.reading.ts";
import { inDays, type TestHouse } from "./test-house.ts";
import type { Reply, Voice } from "./voice.ts";

export type { Lead } from "#modules/aftersales-leads/aftersales-lead.reading.ts";
/** A lead as the API gives it: with version and clocks. */
export type Told = Lead & {
  id: string;
  version: number;
  status: string;
  firstContactDueAt: string | null;
  managementDueAt: string | null;
  lifetimeDueAt: string | null;
  recontactDueAt: string | null;
};
type Values = Record<string, unknown>;
export type HistoryLine = {
  at: string;
  user: { id: string; name: string } | null;
  move: string;
  version: number;
  field: string;
  oldValue: unknown;
  newValue: unknown;
};

/** The car of a customer of SAKURA. */
export const demoVin = "ZN9DEMX10SAKURA01";
const leads = "/aftersales-leads";
export const notReached = { channel: "phone", outcome: "not-reached" };

let turn = 0;
/** A wish from outside, of somebody nobody knows yet; without anything else it goes to SAKURA. */
export async function arrive(house: TestHouse, said: Values = {}): Promise<{ id: string; dealer: string }> {
  turn += 1;
  const person = { lastName: `客${turn}`, email: `guest${turn}@example.org`, dealer: "SAKURA" };
  const { status, body, text } = await house.form().post<{ id: string; dealer: string }>(`/intake${leads}`, {
    ...person,
    ...said,
  });
  assert.equal(status, 201, text);
  return { id: body.id, dealer: body.dealer };
}

export async function readLead(voice: Voice, id: string): Promise<Told> {
  const { status, body, text } = await voice.get<Told>(`${leads}/${id}`);
  assert.equal(status, 200, text);
  return body;
}

/** Makes a move on the lead as it is now, and gives whatever is answered. */
export async function move(voice: Voice, id: string, name: string, asked?: Values): Promise<Reply<Told>> {
  const { version } = await readLead(voice, id);
  return voice.post<Told>(`${leads}/${id}/${name}`, asked, { ifMatch: version });
}

/** Makes a move that must succeed; once more where the program itself changed the lead between reading and moving. */
export async function made(voice: Voice, id: string, name: string, asked?: Values): Promise<Told> {
  const first = await move(voice, id, name, asked);
  const { status, body, text } = first.status === 412 ? await move(voice, id, name, asked) : first;
  assert.equal(status, 200, `${name}: ${text}`);
  return body;
}

/** Makes a move that must be refused for this reason, and sees that nothing of the lead changed. */
export async function refused(voice: Voice, id: string, name: string, asked: Values, reason: string): Promise<void> {
  const before = await readLead(voice, id);
  const { status, body, text } = await move(voice, id, name, asked);
  assert.equal(status, 422, `${name} ${JSON.stringify(asked)}: ${text}`);
  assert.equal(body.type, `https://marque.dev/problems/${reason}`, name);
  assert.deepEqual(await readLead(voice, id), before);
}

/** A new lead at SAKURA with one attempt. */
export async function contacted(house: TestHouse, voice: Voice, said: Values = {}): Promise<string> {
  const { id } = await arrive(house, said);
  await made(voice, id, "attempt", notReached);
  return id;
}

/** A new lead at SAKURA with an appointment in `days` days. */
export async function booked(house: TestHouse, voice: Voice, days = 5): Promise<string> {
  const id = await contacted(house, voice);
  await made(voice, id, "book", { at: inDays(days), remindCustomer: true });
  return id;
}

/** All of a lead's history, newest first. */
export async function historyOf(voice: Voice, id: string): Promise<HistoryLine[]> {
  const { status, body } = await voice.get<{ items: HistoryLine[] }>(`${leads}/${id}/history?limit=200`);
  assert.equal(status, 200);
  return body.items;
}

/** What one change wrote into the history: field → [old, new]. */
export const linesOf = (history: readonly HistoryLine[], version: number): Record<string, [unknown, unknown]> =>
  Object.fromEntries(
    history.filter((line) => line.version === version).map((line) => [line.field, [line.oldValue, line.newValue]]),
  );
