import assert from "node:assert/strict";
import { inDays, openTestHouse, type TestHouse, testSecret } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { appointmentToken } from "../link/link-token.ts";

export type Appointment = {
  id: string;
  version: number;
  status: string;
  startsAt: string;
  sequence: number;
  cancelledBy: string | null;
  isBesidePlan: boolean;
};
export type Answer = { status: number; headers: Headers; page: string };
export const tenant = "neo-jp";

/** The token that the newest mail of an appointment holds. */
export const tokenOf = ({ id, sequence }: Pick<Appointment, "id" | "sequence">): string =>
  appointmentToken(testSecret, { tenant, id, sequence });
/** The times that a page lets choose from, in its order. */
export const times = (page: string): string[] =>
  [...page.matchAll(/name="startsAt" value="([^"]+)"/g)].map(([, at = ""]) => at);

/** A customer at home: what one sends counts against nobody else, since each has an address of their own. */
function customerAt(address: () => string) {
  let caller = 0;
  const ask = async (token: string, form?: Record<string, string>, query = ""): Promise<Answer> => {
    caller += 1;
    const reply = await fetch(`${address()}/appointments/c/${token}${query}`, {
      method: form ? "POST" : "GET",
      headers: { "x-forwarded-for": `198.51.${Math.floor(caller / 250)}.${caller % 250}` },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    return { status: reply.status, headers: reply.headers, page: await reply.text() };
  };
  return {
    ask,
    move: (token: string, startsAt: string) => ask(token, { act: "move", startsAt }),
    cancel: (token: string) => ask(token, { act: "cancel", sure: "yes" }),
  };
}

/** SAKURA's book, as its advisor sees and fills it. */
function bookOf(house: TestHouse, advisor: Voice) {
  const read = async (id: string): Promise<Appointment> => (await advisor.get<Appointment>(`/appointments/${id}`)).body;
  const freeTimes = async (days: number, work = "inspection"): Promise<string[]> => {
    const from = inDays(days).slice(0, 10);
    const path = `/service-slots?dealer=SAKURA&from=${from}&days=14&work=${work}`;
    return (await advisor.get<{ items: { startsAt: string }[] }>(path)).body.items.map(({ startsAt }) => startsAt);
  };
  let turn = 0;
  /** An appointment of a customer who gets mails, a week ahead where nothing else is said, an hour after the one before. */
  const planned = async (said: Record<string, unknown> = {}): Promise<Appointment> => {
    turn += 1;
    const startsAt = (await freeTimes(7)).at((turn % 12) * 4);
    const person = { name: "佐藤", email: "sato@example.org", language: "ja", remindCustomer: true };
    const plan = { startsAt, work: "inspection", ...person, ...said };
    const { status, body, text } = await advisor.post<Appointment>("/appointments", plan);
    assert.equal(status, 201, text);
    return read(body.id);
  };
  /** The versions that changes have written into the history, each once. */
  const versionsOf = async (id: string): Promise<number[]> => {
    const text = "select distinct version from appointment_history where record_id = $1 order by version";
    return (await house.sql<{ version: number }>(text, [id])).map(({ version }) => version);
  };
  const changeHours = (hours: number) =>
    house.sql("update dealer set customer_change_hours = $1 where code = 'SAKURA'", [hours]);
  return { read, freeTimes, planned, versionsOf, changeHours };
}

export type LinkGround = { house: TestHouse; advisor: Voice } & ReturnType<typeof customerAt> &
  ReturnType<typeof bookOf>;

/** An advisor of SAKURA, and a customer who has nothing but links. */
export async function linkGroundOf(house: TestHouse): Promise<LinkGround> {
  const advisor = await house.as("advisor@sakura.demo");
  return { house, advisor, ...customerAt(house.address), ...bookOf(house, advisor) };
}

/** The same in a house of its own. */
export const openLinkGround = async (): Promise<LinkGround> => linkGroundOf(await openTestHouse());
