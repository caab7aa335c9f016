import assert from "node:assert/strict";
import { houseDescribed } from "#apps/testing/house-described.ts";
import { demoVin } from "#apps/testing/lead-steps.ts";
import { inDays, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { accountByEmail, openDoor, openReset, setPassword } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import type { Role } from "#platform/record/index.ts";

type Values = Record<string, unknown>;
/** One call: the operation, who asks (a role's person of the demo, or the voice), of which row, and what is said. */
export type Act = { operation: string; by: Role | Voice; id?: unknown; query?: string; body?: unknown };
/** Where the calls are made: `done` makes one that must succeed, and sees that a record reads as it was answered. */
export type Stage = {
  house: TestHouse;
  done(act: Act): Promise<Values>;
  /** A voice whose calls count. */
  noted(voice: Voice): Voice;
  /** Notes a call that no voice can make. */
  note(operation: string): void;
};

const wish = { lastName: "青木", firstName: "翔", phone: "03-5550-0190", email: "aoki@example.org", vin: demoVin };
/** A time at SAKURA that is free now. */
async function freeTime({ done }: Stage): Promise<unknown> {
  const { items } = await done({ operation: "service.slots", by: "advisor", query: "?dealer=SAKURA&days=31" });
  const [slot] = (items as Values[]).slice(-1);
  assert.ok(slot, "SAKURA has a free time within a month");
  return slot.startsAt;
}

async function leads(stage: Stage): Promise<void> {
  const { house, done, noted } = stage;
  const lead = (operation: string, by: Role, id: unknown, body: Values = {}) =>
    done({ operation: `aftersales-lead.${operation}`, by, id, body });
  const opened = async (by: Role): Promise<unknown> => {
    const preferredSlots = [await freeTime(stage)];
    const made = await done({ operation: "aftersales-lead.create", by, body: { ...wish, preferredSlots } });
    assert.deepEqual((made.qualification as Values).isTimeFramePossible, true, "a time at which the dealer is open");
    return made.id;
  };
  await done({ operation: "aftersales-lead.intake", by: noted(house.form()), body: wish });
  const [sold, closed, again] = [await opened("advisor"), await opened("advisor"), await opened("store-manager")];
  await house.sql("update dealer set hours = '[]' where code = 'FUJI'");
  const handed = await lead("assign", "hq", await opened("call-centre"), { dealer: "FUJI" });
  assert.equal((handed.qualification as Values).isTimeFramePossible, false, "where it was handed to, nobody is there");
  await lead("edit", "advisor", sold, { request: "オイル交換", vin: "ZN9DEMX10NOBODY00" });
  await lead("edit", "advisor", sold, { vin: demoVin });
  for (const id of [sold, closed, again])
    await lead("attempt", "advisor", id, { channel: "phone", outcome: "reached" });
  await lead("attempt", "advisor", sold, { channel: "email", outcome: "not-reached", note: "later" });
  await lead("withdraw-attempt", "advisor", sold);
  await lead("book", "advisor", sold, { at: await freeTime(stage), remindCustomer: true });
  await lead("sell", "advisor", sold, { vin: demoVin, notes: "tyres" });
  await lead("close", "store-manager", closed, { reason: "other", notes: "moved away" });
  await lead("recontact", "advisor", again, { at: inDays(200) });
}

async function appointments(stage: Stage): Promise<void> {
  const { house, done } = stage;
  const act = (operation: string, id: unknown, body: Values = {}) =>
    done({ operation: `appointment.${operation}`, by: "advisor", id, body });
  const [car] = await house.sql<{ id: string }>("select id from vehicle where vin = $1", [demoVin]);
  const { id } = await act("create", undefined, { name: "山田", startsAt: await freeTime(stage), vehicle: car?.id });
  await act("edit", id, { notes: "no rush" });
  await act("reschedule", id, { startsAt: await freeTime(stage) });
  await act("cancel", id, { by: "customer" });
  const [startsAt, endsAt] = [plusMs(now(), -7_200_000), plusMs(now(), -3_600_000)];
  const times = { startsAt, endsAt, advisorUntilAt: startsAt };
  const row = { dealer: "SAKURA", name: "岡田", ...times, isBesidePlan: true, sequence: 0 };
  const [came, missed] = await house.put("appointment", [row, row]);
  await act("arrive", came);
  await act("miss", missed);
  await act("correct", missed);
  await done({ operation: "service.calendar", by: "area-manager", query: "?dealer=SAKURA&days=7" });
}

async function workshop({ house, done }: Stage): Promise<void> {
  const there = { hours: [], absences: [{ startsOn: "2031-05-01", endsOn: "2031-05-03" }], isActive: true };
  const bay = await done({
    operation: "service-bay.create",
    by: "store-manager",
    body: { ...there, name: "B9", equipment: [] },
  });
  await done({ operation: "service-bay.edit", by: "store-manager", id: bay.id, body: { equipment: ["lift"] } });
  const colleagues = await house.sql<{ id: string }>("select id from staff where 'SAKURA' = any(dealers) order by id");
  const body = { ...there, name: "中村", staff: colleagues[0]?.id };
  const made = await done({ operation: "service-advisor.create", by: "store-manager", body });
  assert.ok((made.staff as Values | null)?.name, "the colleague is named at once");
  const edit = { operation: "service-advisor.edit", by: "store-manager", id: made.id } as const;
  await done({ ...edit, body: { staff: colleagues[1]?.id } });
  await done({ ...edit, body: { staff: null } });
}

async function mails({ house, done }: Stage): Promise<void> {
  const row = (n: number) => ({
    kind: "appointment-confirmed",
    audience: "customer",
    cause: `answers:${n}`,
    dealer: "SAKURA",
    aboutRecord: "appointment",
    aboutId: newId(),
    toEmail: "someone@example.org",
    toName: "someone",
    language: "ja",
    sequence: 0,
    sendAt: inDays(9),
    handOverCount: 1,
    refusalCount: 0,
    messageId: `<answers-${n}@example.org>`,
    html: "<p>hello</p>",
  });
  const ids = await house.put("mail", [row(1), row(2), row(3)]);
  const [again, arrived, dropped] = ids;
  await house.sql("update mail set status = 'maybe-sent' where id = any($1::uuid[])", [ids]);
  await done({ operation: "mail.page", by: "advisor", id: again });
  await done({ operation: "mail.send-again", by: "advisor", id: again });
  await done({ operation: "mail.arrived", by: "advisor", id: arrived });
  await done({ operation: "mail.drop", by: "advisor", id: dropped, body: { because: "told by phone" } });
}

async function headquarters({ done }: Stage): Promise<void> {
  const which = { kind: "appointment-confirmed", audience: "customer", language: "ja" };
  const query = `?${new URLSearchParams(which)}`;
  const { subject, body } = await done({ operation: "mail-template.current", by: "hq", query });
  await done({ operation: "mail-template.preview", by: "hq", body: { ...which, subject, body } });
  await done({ operation: "mail-template.create", by: "hq", body: { ...which, subject, body, note: "again" } });
  const limits = { firstContactHours: 12, managementDays: 9, lifetimeDays: 50, bookedCounts: ["management"] };
  const draft = { ...limits, firstContactTarget: 80, managementTarget: 70, fullyManagedTarget: 90 };
  await done({ operation: "sla-policy.rehearse", by: "hq", body: draft });
  const policy = { ...draft, name: "spring", holdsFrom: inDays(40).slice(0, 10) };
  await done({ operation: "sla-policy.create", by: "hq", body: policy });
  const beside = "?by=dealer&beside=campaign,dealer";
  for (const by of ["hq", "area-manager", "store-manager"] as const) {
    await done({ operation: "aftersales-lead.numbers", by, query: beside });
    await done({ operation: "aftersales-lead.numbers", by, query: "?by=week&class=lost" });
  }
  await done({ operation: "aftersales-lead.numbers-export", by: "hq", query: "?by=month" });
  await done({ operation: "aftersales-lead.numbers-print", by: "hq" });
  await done({ operation: "vehicle.create", by: "advisor", body: { vin: "ZN9DEMX10ANSWERS1" } });
  await done({ operation: "network.choices", by: "advisor" });
}

async function sessions({ house, done, noted, note }: Stage): Promise<void> {
  const [email, first, next] = ["answers@sakura.test", "four quiet herons over Biwa", "nine loud cranes under Aso"];
  await house.hire(email, "advisor", { dealer: "SAKURA" });
  const door = openDoor(house.database.pool);
  const account = await accountByEmail(door, email);
  assert.ok(account);
  assert.equal(await setPassword(door, account, first), null);
  const me = async (): Promise<Voice> => noted(await house.as(email));
  const nobody = noted(house.stranger());
  await done({ operation: "session.ways-back", by: nobody });
  await done({ operation: "session.forgotten", by: nobody, body: { email: "nobody@sakura.test" } });
  await done({ operation: "session.sign-in", by: nobody, body: { email, password: first } });
  const by = await me();
  await done({ operation: "session.me", by });
  const { profiles } = await done({ operation: "session.me", by });
  await done({ operation: "session.profile", by, body: { profile: (profiles as Values[])[0]?.id } });
  for (const manager of ["store-manager", "area-manager", "hq"] as const) {
    assert.deepEqual(await done({ operation: "weekly-mail.read", by: manager }), { isWanted: true }, manager);
    await done({ operation: "weekly-mail.wish", by: manager, body: { isWanted: true } });
  }
  const { items } = await done({ operation: "session.list", by });
  const other = (items as Values[]).find(({ isThis }) => isThis === false);
  await done({ operation: "session.end", by, id: other?.id });
  await done({ operation: "session.end-others", by });
  await hearsEvents(house, await house.token(email));
  note("live.events");
  await done({ operation: "session.password", by, body: { current: first, next } });
  const token = await openReset(door, account.id);
  await done({ operation: "session.reset", by: nobody, body: { token, password: first } });
  await done({ operation: "session.sign-out", by: await me() });
  await done({ operation: "demo.accounts", by: nobody });
  await done({ operation: "demo.sign-in", by: nobody, body: { email: "advisor@sakura.demo" } });
  await done({ operation: "demo.clock", by: "admin", body: { advance: "PT1S" } });
  await done({ operation: "api.document", by: nobody });
}

/** The event stream never ends by itself, so only its beginning is looked at. */
async function hearsEvents(house: TestHouse, token: string): Promise<void> {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const { status, headers: said } = await fetch(`${house.address()}/api/v1/events`, { headers, signal: stop.signal });
  stop.abort();
  assert.equal(status, 200);
  const answered = { method: "GET", path: "/events", status, type: said.get("content-type"), text: "" };
  assert.equal(houseDescribed().faultOf(answered), undefined);
}

/** Calls of everything that no record has by declaration alone, by what they are about. */
export const acts: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  "a lead": leads,
  "an appointment": appointments,
  "a workshop": workshop,
  "a mail": mails,
  headquarters,
  "somebody's own account": sessions,
};
