import assert from "node:assert/strict";
import { inDays, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

export type Lead = { id: string; version: number; name: string; status: string; attempts: unknown[] };
type Values = Record<string, unknown>;

/** The car of a customer of SAKURA. */
export const demoVin = "ZN9DEMX10SAKURA01";
export const sakura = "advisor@sakura.demo";
export const fuji = "advisor@fuji.demo";
export const twoHats = "twohats@sakura.demo";
export const callCentre = "callcentre@neo.demo";
export const hq = "hq@neo.demo";
const path = "/aftersales-leads";

let turn = 0;

/** A wish from the web form, for SAKURA unless said otherwise; gives the lead's id. */
export async function arrive(house: TestHouse, said: Values = {}): Promise<string> {
  turn += 1;
  const person = { lastName: `客${turn}`, firstName: "花子", email: `guest${turn}@example.org`, dealer: "SAKURA" };
  const { status, body, text } = await house.form().post<{ id: string }>(`/intake${path}`, { ...person, ...said });
  assert.equal(status, 201, text);
  return body.id;
}

export async function readLead(voice: Voice, id: string): Promise<Lead> {
  const { status, body, text } = await voice.get<Lead>(`${path}/${id}`);
  assert.equal(status, 200, text);
  return body;
}

/** Somebody else makes a move, in a session of their own. */
export async function make(voice: Voice, id: string, move: string, asked: Values = {}): Promise<Lead> {
  const { version } = await readLead(voice, id);
  const { status, body, text } = await voice.post<Lead>(`${path}/${id}/${move}`, asked, { ifMatch: version });
  assert.equal(status, 200, text);
  return body;
}

/** A new lead of SAKURA that was called once in vain. */
export async function contacted(house: TestHouse, said: Values = {}): Promise<string> {
  const id = await arrive(house, said);
  await make(await house.as(sakura), id, "attempt", { channel: "phone", outcome: "not-reached" });
  return id;
}

/** A lead of SAKURA that was closed with a re-contact in 30 days. */
export async function planned(house: TestHouse): Promise<string> {
  const id = await contacted(house);
  await make(await house.as(sakura), id, "recontact", { at: inDays(30) });
  return id;
}

/** Leads of SAKURA that the pages are shown with: nobody called, called once in vain, closed until a re-contact. */
export type Cast = { fresh: string; called: string; planned: string };

export const castOf = async (house: TestHouse): Promise<Cast> => ({
  fresh: await arrive(house, { vin: demoVin, request: "車検の見積もりをお願いします。", phone: "090-1234-5678" }),
  called: await contacted(house, { phone: "090-1234-5679", lastNameReading: "きゃく", firstNameReading: "はなこ" }),
  planned: await planned(house),
});
