import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import {
  arrive,
  booked,
  contacted,
  demoVin,
  historyOf,
  linesOf,
  made,
  move,
  notReached,
  readLead,
  refused,
} from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

test("a new lead is assigned to its dealer, and its clocks run from the assignment", async () => {
  const { id, dealer } = await arrive(house);
  const lead = await readLead(advisor, id);
  assert.equal(dealer, "SAKURA");
  assert.deepEqual(
    [lead.status, lead.isFinal, lead.version, lead.attempts, lead.drivenBy, lead.campaign],
    ["assigned", false, 1, [], "customer", "contact-request"],
  );
  const hours = (due: string | null) => (Date.parse(String(due)) - Date.parse(lead.assignedAt)) / 3_600_000;
  assert.deepEqual(
    [hours(lead.firstContactDueAt), hours(lead.managementDueAt), hours(lead.lifetimeDueAt)],
    [24, 240, 1440],
  );
});

test("without one recorded attempt nothing else can be done", async () => {
  const { id } = await arrive(house);
  const at = inDays(3);
  await refused(advisor, id, "book", { at, remindCustomer: false }, "no-contact-attempt");
  await refused(advisor, id, "sell", { vin: demoVin, notes: "oil" }, "no-contact-attempt");
  await refused(advisor, id, "close", { reason: "price" }, "no-contact-attempt");
  await refused(advisor, id, "recontact", { at }, "no-contact-attempt");
});

test("the first attempt stamps the first contact, the fifth is taken and the sixth is refused", async () => {
  const { id } = await arrive(house);
  const first = await made(advisor, id, "attempt", { channel: "email", outcome: "reached", note: "asked for Monday" });
  assert.deepEqual(
    first.attempts.map(({ channel, outcome, note, user }) => [channel, outcome, note, typeof user?.name]),
    [["email", "reached", "asked for Monday", "string"]],
  );
  assert.equal(first.firstContactAt, first.attempts[0]?.at);
  assert.equal(first.isFirstContactInTime, true);
  for (let count = 2; count <= 5; count += 1) await made(advisor, id, "attempt", notReached);
  await refused(advisor, id, "attempt", notReached, "five-attempts");
  assert.equal((await readLead(advisor, id)).firstContactAt, first.firstContactAt);
});

test("a booking needs a future moment; the same button moves the date; no mail address is needed for the reminder", async () => {
  const id = await contacted(house, advisor, { email: undefined, phone: "090-1234-5678" });
  await refused(advisor, id, "book", { at: inDays(-1), remindCustomer: true }, "in-the-past");
  const [first, second] = [inDays(3), inDays(4)];
  const one = await made(advisor, id, "book", { at: first, remindCustomer: true });
  assert.deepEqual([one.status, one.appointmentAt, one.remindCustomer, one.isFinal], ["booked", first, true, false]);
  const two = await made(advisor, id, "book", { at: second, remindCustomer: false });
  assert.deepEqual([two.status, two.appointmentAt, two.remindCustomer], ["booked", second, false]);
  await made(advisor, id, "attempt", notReached);
  await refused(advisor, id, "book", { at: inDays(-1), remindCustomer: true }, "in-the-past");
});

test("a sale needs the VIN of a car we know, and notes when nothing was booked", async () => {
  const id = await contacted(house, advisor);
  await refused(advisor, id, "sell", { notes: "tyres" }, "vin-missing");
  await refused(advisor, id, "sell", { vin: "ZN9DEMX10SAKURA99", notes: "tyres" }, "vin-unknown");
  await refused(advisor, id, "sell", { vin: demoVin }, "notes-missing");
  const sold = await made(advisor, id, "sell", { vin: "zn9demx10-sakura01", notes: "tyres" });
  assert.deepEqual([sold.status, sold.isFinal, sold.managementNotes], ["closed-with-sale", true, "tyres"]);
  assert.deepEqual([sold.vin, sold.vehicle?.vin, sold.isManagedInTime], [demoVin, demoVin, true]);
  assert.ok(sold.managedAt);
  for (const [name, asked] of Object.entries(everyMove())) await refused(advisor, id, name, asked, "final");
});

const everyMove = () => ({
  attempt: notReached,
  "withdraw-attempt": {},
  book: { at: inDays(3), remindCustomer: false },
  sell: { vin: demoVin, notes: "x" },
  close: { reason: "price" },
  recontact: { at: inDays(3) },
});

test("a booked lead is sold before its appointment without further notes", async () => {
  const sold = await made(advisor, await booked(house, advisor), "sell", { vin: demoVin });
  assert.deepEqual([sold.status, sold.isFinal], ["closed-with-sale", true]);
  assert.ok(sold.appointmentAt, "the appointment stays");
});

test("the car that nobody knows is added first, then the sale is taken", async () => {
  const id = await contacted(house, advisor);
  const vin = "ZN9DEMX10SAKURA77";
  await refused(advisor, id, "sell", { vin, notes: "service" }, "vin-unknown");
  assert.equal((await advisor.post("/vehicles", { vin })).status, 201);
  assert.equal((await made(advisor, id, "sell", { vin, notes: "service" })).vehicle?.vin, vin);
});

test("closing without sale needs a reason from the list, and other needs notes", async () => {
  const id = await booked(house, advisor);
  await refused(advisor, id, "close", {}, "reason-missing");
  await refused(advisor, id, "close", { reason: "bad-weather" }, "reason-unknown");
  await refused(advisor, id, "close", { reason: "other" }, "notes-missing");
  await refused(advisor, id, "close", { reason: "other", notes: "  " }, "notes-missing");
  const closed = await made(advisor, id, "close", { reason: "other", notes: "moved away" });
  assert.deepEqual(
    [closed.status, closed.closingReason, closed.isFinal, closed.managementNotes, closed.appointmentAt],
    ["closed-without-sale", "other", true, "moved away", null],
  );
  for (const [name, asked] of Object.entries(everyMove())) await refused(advisor, id, name, asked, "final");
});

test("who no longer owns the car says since when; the lead keeps the day and the owner's time ends", async () => {
  const id = await contacted(house, advisor, { vin: demoVin, email: undefined, ...(await ownerOf(demoVin)) });
  await refused(advisor, id, "close", { reason: "not-owner" }, "ownership-end-missing");
  const ownershipEndedOn = inDays(-2).slice(0, 10);
  const closed = await made(advisor, id, "close", { reason: "not-owner", ownershipEndedOn });
  assert.deepEqual([closed.status, closed.ownershipEndedOn], ["closed-without-sale", ownershipEndedOn]);
  const lead = await eventually("the owner's time ends", async () => {
    await house.travel("PT1S"); // other modules hear what happened at the latest when a travel ends
    const read = await readLead(advisor, id);
    return read.vehicle?.ownershipEndedOn ? read : null;
  });
  assert.equal(lead.vehicle?.ownershipEndedOn, ownershipEndedOn);
  assert.equal(lead.qualification.isOwner, false);
});

type Owner = { phone?: string | undefined; email?: string | undefined; firstName: string; lastName: string };
async function ownerOf(vin: string): Promise<Owner> {
  const [owner] = await house.sql<{ phone: string | null; email: string | null; first: string; last: string }>(
    "select c.phone, c.email, c.first_name as first, c.last_name as last from vehicle v join vehicle_ownership o on o.vehicle = v.id join customer c on c.id = o.customer where v.vin = $1 and o.ends_on is null",
    [vin],
  );
  assert.ok(owner);
  const { phone, email, first: firstName, last: lastName } = owner;
  return { phone: phone ?? undefined, email: email ?? undefined, firstName, lastName };
}

test("a slip is taken back by who made it, and both the slip and the taking back stand in the history", async () => {
  const { id } = await arrive(house);
  await made(advisor, id, "attempt", notReached);
  const back = await made(advisor, id, "withdraw-attempt");
  assert.deepEqual([back.attempts, back.firstContactAt, back.isFirstContactInTime], [[], null, null]);
  assert.ok(back.firstContactDueAt, "the first clock runs again");
  const history = await historyOf(advisor, id);
  assert.deepEqual(
    ["attempts", "firstContactAt"].map((field) => [field in linesOf(history, 2), field in linesOf(history, 3)]),
    [
      [true, true],
      [true, true],
    ],
  );
  await refused(advisor, id, "book", { at: inDays(2), remindCustomer: false }, "no-contact-attempt");
});

test("a slip stays when somebody else asks, when something happened since, or after ten seconds", async () => {
  const id = await contacted(house, advisor);
  await refused(await house.as("manager@sakura.demo"), id, "withdraw-attempt", {}, "nothing-to-withdraw");
  await advisor.patch(`/aftersales-leads/${id}`, { managementNotes: "called" }, { ifMatch: 2 });
  await refused(advisor, id, "withdraw-attempt", {}, "nothing-to-withdraw");
  const late = await contacted(house, advisor);
  await house.travel("PT11S");
  await refused(advisor, late, "withdraw-attempt", {}, "too-late");
});

test("the second attempt taken back leaves the stamp of the first contact", async () => {
  const id = await contacted(house, advisor);
  const { firstContactAt } = await readLead(advisor, id);
  await made(advisor, id, "attempt", notReached);
  const back = await made(advisor, id, "withdraw-attempt");
  assert.deepEqual([back.attempts.length, back.firstContactAt], [1, firstContactAt]);
});

test("a move that nobody knows is not there", async () => {
  const { id } = await arrive(house);
  assert.equal((await move(advisor, id, "expire", {})).status, 404);
  assert.equal((await move(advisor, id, "reopen", {})).status, 404);
});
