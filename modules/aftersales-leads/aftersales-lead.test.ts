import assert from "node:assert/strict";
import test from "node:test";
import { later } from "#platform/clocks/due.ts";
import { begin, type Decided, decide, isFinalAt, isRefusal } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { aftersalesLead } from "./aftersales-lead.record.ts";
import { aftersalesLeadRules, type LeadFacts } from "./aftersales-lead.rules.ts";

type Values = Record<string, unknown>;
const lead = aftersalesLead as unknown as AnyRecord;
const noon: Instant = "2026-11-22T03:00:00.000Z";
const zone = "Asia/Tokyo";
const hana = { id: "u1", name: "Hana Sato" };
const ren = { id: "u2", name: "Ren Ito" };
const closingReasons = new Map([
  ["other", { category: "other" }],
  ["not-owner", { category: "car-gone" }],
  ["price", { category: "offer" }],
  ["recontact", { category: "not-interested-now" }],
]);

const after = (hours: number, at = noon): Instant => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
const fresh = (given: Values = {}): Values =>
  begin(
    lead,
    {
      id: "L1",
      name: "佐藤 花子",
      dealer: "SAKURA",
      campaign: "service-reminder",
      source: "website",
      drivenBy: "customer",
      persona: "customer",
      assignedAt: noon,
      ...given,
    },
    noon,
    zone,
  );

type Told = { at?: Instant; by?: typeof hana | null; facts?: LeadFacts };
const tell = (row: Values, move: string, asked: Values = {}, { at = after(1), by = hana, facts = {} }: Told = {}) =>
  decide(lead, aftersalesLeadRules, move, { row, asked, at, by, facts: { closingReasons, ...facts }, zone });
function made(row: Values, move: string, asked: Values = {}, told: Told = {}): Decided {
  const outcome = tell(row, move, asked, told);
  assert.ok(!isRefusal(outcome), `${move} was refused: ${JSON.stringify(outcome)}`);
  return outcome;
}
function refusal(row: Values, move: string, asked: Values = {}, told: Told = {}): string {
  const outcome = tell(row, move, asked, told);
  assert.ok(isRefusal(outcome), `${move} was allowed`);
  return outcome.refused;
}
const call = { channel: "phone", outcome: "not-reached" };
const contacted = (at = after(1)): Values => made(fresh(), "attempt", call, { at }).after;
const booked = (): Values =>
  made(contacted(), "book", { at: after(100), remindCustomer: false }, { at: after(2) }).after;
const car = { id: "V1", vin: "ZN9DEMX10SAKURA01" };

test("a new lead is assigned and its three clocks run from the assignment", () => {
  const row = fresh();
  assert.equal(row.status, "assigned");
  assert.equal(row.firstContactDueAt, after(24));
  assert.equal(row.managementDueAt, after(240));
  assert.equal(row.lifetimeDueAt, after(1440));
  assert.equal(row.recontactDueAt, null);
});

test("ten calendar days keep the time of day when summer time ends (AL-60)", () => {
  assert.equal(later("2026-10-20T10:00:00.000Z", { calendarDays: 10 }, "Europe/Berlin"), "2026-10-30T11:00:00.000Z");
  assert.equal(later("2026-10-24T12:00:00.000Z", { hours: 24 }, "Europe/Berlin"), "2026-10-25T12:00:00.000Z");
});

test("without one contact attempt nobody books, sells, closes or calls back later (AL-33)", () => {
  const asks = {
    book: { at: after(50), remindCustomer: true },
    sell: { vin: car.vin },
    close: { reason: "price" },
    recontact: { at: after(500) },
  };
  for (const [move, asked] of Object.entries(asks))
    assert.equal(refusal(fresh(), move, asked, { facts: { vehicle: car } }), "no-contact-attempt", move);
});

test("the first attempt stamps the first contact, whatever its outcome (AL-34)", () => {
  const row = contacted(after(23.9));
  assert.equal(row.firstContactAt, after(23.9));
  assert.equal(row.isFirstContactInTime, true);
  assert.equal(row.firstContactDueAt, null);
});

test("an attempt at 24 h to the second is in time, a second later it is not (AL-59)", () => {
  assert.equal(contacted(after(24)).isFirstContactInTime, true);
  assert.equal(contacted(after(24 + 1 / 3600)).isFirstContactInTime, false);
});

test("the second attempt leaves the first contact as it was", () => {
  const second = made(contacted(), "attempt", { channel: "email", outcome: "reached" }, { at: after(30) });
  assert.equal(second.after.firstContactAt, after(1));
  assert.equal((second.after.attempts as unknown[]).length, 2);
});

test("the sixth attempt is refused", () => {
  let row = fresh();
  for (let i = 1; i <= 5; i++) row = made(row, "attempt", call, { at: after(i) }).after;
  assert.equal(refusal(row, "attempt", call, { at: after(6) }), "five-attempts");
});

test("an attempt is taken back by who made it within ten seconds, and the clock runs again", () => {
  const row = contacted();
  const back = made(row, "withdraw-attempt", {}, { at: after(1 + 9 / 3600) });
  assert.deepEqual(back.after.attempts, []);
  assert.equal(back.after.firstContactAt, null);
  assert.equal(back.after.isFirstContactInTime, null);
  assert.equal(back.after.firstContactDueAt, after(24));
});

test("an attempt that came too late leaves the limit missed when it is taken back", () => {
  const back = made(contacted(after(30)), "withdraw-attempt", {}, { at: after(30) });
  assert.equal(back.after.isFirstContactInTime, false);
  assert.equal(back.after.firstContactAt, null);
});

test("nobody takes back another's attempt, nor one that something followed, nor after ten seconds", () => {
  const row = contacted();
  assert.equal(refusal(row, "withdraw-attempt", {}, { by: ren, at: after(1) }), "nothing-to-withdraw");
  assert.equal(
    refusal({ ...row, version: Number(row.version) + 1 }, "withdraw-attempt", {}, { at: after(1) }),
    "nothing-to-withdraw",
  );
  assert.equal(refusal(row, "withdraw-attempt", {}, { at: after(1 + 11 / 3600) }), "too-late");
});

test("taking back the second attempt keeps the first contact", () => {
  const row = made(contacted(), "attempt", call, { at: after(5) }).after;
  const back = made(row, "withdraw-attempt", {}, { at: after(5) });
  assert.equal(back.after.firstContactAt, after(1));
  assert.equal((back.after.attempts as unknown[]).length, 1);
});

test("booking again moves the date; a past moment is refused (AL-35)", () => {
  const row = booked();
  assert.equal(row.status, "booked");
  assert.equal(
    made(row, "book", { at: after(200), remindCustomer: true }, { at: after(3) }).after.appointmentAt,
    after(200),
  );
  assert.equal(refusal(row, "book", { at: after(2), remindCustomer: true }, { at: after(3) }), "in-the-past");
});

test("a booking alone does not stop the management clock (Q-04)", () => {
  const row = booked();
  assert.equal(row.managementDueAt, after(240));
  assert.equal(row.managedAt, null);
});

test("a sale needs a VIN that names a car of ours (AL-36)", () => {
  assert.equal(refusal(contacted(), "sell", { notes: "x" }), "vin-missing");
  assert.equal(refusal(contacted(), "sell", { vin: "NOPE", notes: "x" }, { facts: { vehicle: null } }), "vin-unknown");
});

test("a sale without an appointment needs notes; with one it needs none, also before the visit (AL-38, Q-23)", () => {
  assert.equal(refusal(contacted(), "sell", { vin: car.vin }, { facts: { vehicle: car } }), "notes-missing");
  const sold = made(booked(), "sell", { vin: car.vin }, { at: after(3), facts: { vehicle: car } }).after;
  assert.equal(sold.status, "closed-with-sale");
  assert.equal(sold.managedAt, after(3));
  assert.equal(sold.isManagedInTime, true);
  assert.equal(sold.appointmentAt, after(100));
  assert.equal(sold.finalAt, after(3));
  assert.equal(sold.lifetimeDueAt, null);
});

test("closing needs a reason; 'other' needs notes; a sold car needs the end of ownership (AL-37, AL-38, AL-39)", () => {
  assert.equal(refusal(contacted(), "close", {}), "reason-missing");
  assert.equal(refusal(contacted(), "close", { reason: "weather" }), "reason-unknown");
  assert.equal(refusal(contacted(), "close", { reason: "other" }), "notes-missing");
  assert.equal(refusal(contacted(), "close", { reason: "not-owner" }), "ownership-end-missing");
  const closed = made({ ...contacted(), vehicle: "V1", customer: "C1" }, "close", {
    reason: "not-owner",
    ownershipEndedOn: "2026-10-01",
  });
  assert.deepEqual(
    [closed.after.closingReason, closed.after.ownershipEndedOn, closed.after.vehicle, closed.after.customer],
    ["not-owner", "2026-10-01", "V1", "C1"],
    "whoever ends the ownership reads it here",
  );
});

test("closing cancels an appointment that is still to come", () => {
  assert.equal(made(booked(), "close", { reason: "price" }, { at: after(3) }).after.appointmentAt, null);
  assert.equal(made(booked(), "close", { reason: "price" }, { at: after(101) }).after.appointmentAt, after(100));
});

test("calling back later closes the lead as not interested now, and its date may move or be cancelled (AL-40, AL-42)", () => {
  const row = made(contacted(), "recontact", { at: after(500) }).after;
  assert.equal(row.status, "closed-without-sale");
  assert.equal(row.closingCategory, "not-interested-now");
  assert.equal(row.closingReason, "recontact");
  assert.equal(row.recontactDueAt, after(500));
  const moved = made(row, "recontact", { at: after(600) }, { at: after(2) });
  assert.deepEqual(moved.set, { recontactAt: after(600), recontactDueAt: after(600) });
  const cancelled = made(moved.after, "recontact", { at: null }, { at: after(3) });
  assert.equal(cancelled.after.recontactDueAt, null);
  assert.equal(refusal(row, "recontact", { at: after(1) }, { at: after(2) }), "in-the-past");
});

test("a lead closed for another reason gets no date to call again", () => {
  const row = made(contacted(), "close", { reason: "price" }).after;
  assert.equal(refusal(row, "recontact", { at: after(500) }, { at: after(2) }), "final");
});

test("on the day one new lead opens with the consents of now and without attempts or wishes (AL-41)", () => {
  const row = made(
    { ...contacted(), vehicle: "V1", customer: "C1", preferredSlots: [after(9)], request: "oil" },
    "recontact",
    { at: after(500) },
  ).after;
  const consents = { ...(row.consents as object), phone: true } as LeadFacts["consents"];
  const { opens = {}, after: closed } = made(row, "reopen", {}, { at: after(500), by: null, facts: { consents } });
  assert.equal(opens.masterLead, "L1");
  assert.equal(opens.isRecontact, true);
  assert.equal(opens.dealer, "SAKURA");
  assert.equal(opens.vehicle, "V1");
  assert.deepEqual(opens.consents, consents);
  for (const field of ["attempts", "preferredSlots", "request", "appointmentAt", "managementNotes"])
    assert.ok(!(field in opens), field);
  assert.equal(closed.recontactDueAt, null);
  assert.equal(refusal(closed, "recontact", { at: after(900) }, { at: after(501) }), "final");
});

test("another dealer begins afresh, from 'assigned' only", () => {
  const facts = { dealer: { code: "FUJI" } };
  const handed = made(contacted(), "assign", { dealer: "FUJI" }, { at: after(30), facts }).after;
  assert.equal(handed.dealer, "FUJI");
  assert.equal(handed.assignedAt, after(30));
  assert.equal(handed.firstContactDueAt, after(54));
  assert.equal(handed.managementDueAt, after(270));
  assert.equal(handed.isFirstContactInTime, null);
  assert.deepEqual(handed.attempts, []);
  assert.equal(refusal(booked(), "assign", { dealer: "FUJI" }, { at: after(30), facts }), "wrong-state");
  assert.equal(refusal(contacted(), "assign", { dealer: "NOPE" }, { facts: { dealer: null } }), "dealer-unknown");
});

test("on day 60 an assigned lead is lost and a booked one final, by the clock before the sweeper comes (AL-43, AL-44)", () => {
  assert.equal(isFinalAt(lead, booked(), after(1439.9)), false);
  assert.equal(isFinalAt(lead, booked(), after(1440)), true);
  assert.equal(refusal(booked(), "close", { reason: "price" }, { at: after(1440) }), "final");
  const lost = made(contacted(), "expire", {}, { at: after(1440), by: null }).after;
  assert.equal(lost.status, "sales-lost");
  assert.equal(lost.finalAt, after(1440));
});

test("a final lead refuses every move (AL-45)", () => {
  const row = made(contacted(), "close", { reason: "price" }).after;
  for (const move of ["attempt", "withdraw-attempt", "book", "sell", "close", "assign"]) {
    assert.equal(refusal(row, move, { at: after(500), remindCustomer: false }, { at: after(2) }), "final", move);
  }
});

test("what leaves the system when a booked lead is final already changes nothing any more", () => {
  const logged = (at: Instant) => made(booked(), "witness", { evidence: "logged" }, { at, by: null }).set;
  assert.deepEqual(logged(after(3)), { evidence: "logged" });
  assert.deepEqual(logged(after(61 * 24)), {});
});
