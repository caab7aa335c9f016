import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { contacted, made, move, readLead } from "#apps/testing/lead-steps.ts";
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

type Slot = { startsAt: string; endsAt: string; bays: string[]; advisors: string[] };
type Slots = { zone: string; minutes: number; items: Slot[]; wishes: { at: string; slot: Slot | null }[] };
type Appointment = {
  id: string;
  version: number;
  status: string;
  startsAt: string;
  endsAt: string;
  bay: { id: string; name: string } | null;
  advisor: { id: string; name: string } | null;
  isBesidePlan: boolean;
  sequence: number;
  cancelledBy: string | null;
};

const dayFromNow = (days: number): string => inDays(days).slice(0, 10);
const slotsOf = async (query: string, who = advisor): Promise<Slots> => {
  const { status, body, text } = await who.get<Slots>(`/service-slots?${query}`);
  assert.equal(status, 200, text);
  return body;
};
const read = async (id: string): Promise<Appointment> => (await advisor.get<Appointment>(`/appointments/${id}`)).body;
const act = async (id: string, name: string, asked: object = {}) =>
  advisor.post<Appointment & { nextSlots?: Slot[] }>(`/appointments/${id}/${name}`, asked, {
    ifMatch: (await read(id)).version,
  });

/** The appointment that the lead shows. */
const ofLead = async (lead: string): Promise<Appointment | null> =>
  ((await readLead(advisor, lead)) as unknown as { appointment: Appointment | null }).appointment;

test("a booked lead stands in the dealer's book with a bay and an advisor, in the same moment", async () => {
  const lead = await contacted(house, advisor);
  const { items } = await slotsOf(`lead=${lead}&from=${dayFromNow(20)}&days=14`);
  const slot = items.at(3);
  assert.ok(slot);
  const booked = (await made(advisor, lead, "book", { at: slot.startsAt, remindCustomer: true })) as unknown as {
    appointmentAt: string;
    appointment: Appointment;
  };
  assert.equal(booked.appointmentAt, slot.startsAt);
  const { appointment } = booked;
  assert.equal(appointment.isBesidePlan, false);
  assert.ok(appointment.bay && slot.bays.includes(appointment.bay.id) && appointment.bay.name !== "");
  assert.ok(appointment.advisor && slot.advisors.includes(appointment.advisor.id));
  assert.deepEqual(await ofLead(lead), appointment);
  assert.equal((await read(appointment.id)).endsAt, slot.endsAt);
});

test("a slot that is offered can be booked, and is offered with one bay less afterwards", async () => {
  const query = `dealer=SAKURA&from=${dayFromNow(30)}&days=14&work=inspection`;
  const slot = (await slotsOf(query)).items.find(({ bays }) => bays.length > 1);
  assert.ok(slot);
  const plan = { name: "山田", startsAt: slot.startsAt, work: "inspection", mustBeFree: true };
  const { status, body, text } = await advisor.post<Appointment>("/appointments", plan);
  assert.equal(status, 201, text);
  const left = (await slotsOf(query)).items.find(({ startsAt }) => startsAt === slot.startsAt);
  assert.deepEqual(
    left?.bays,
    slot.bays.filter((bay) => bay !== body.bay?.id),
  );
});

test("whoever is too late for the last bay is refused and told the next three free slots", async () => {
  const query = `dealer=SAKURA&from=${dayFromNow(33)}&days=14&work=battery-check`;
  const [slot] = (await slotsOf(query)).items;
  assert.ok(slot);
  const plan = { name: "電池", startsAt: slot.startsAt, work: "battery-check", mustBeFree: true };
  assert.equal((await advisor.post("/appointments", plan)).status, 201);
  const { status, body } = await advisor.post<{ reason: string; nextSlots: Slot[] }>("/appointments", plan);
  assert.equal(status, 422);
  assert.equal(body.reason, "slot-taken");
  assert.equal(body.nextSlots.length, 3);
  assert.ok(body.nextSlots.every(({ startsAt }) => startsAt > slot.startsAt));
});

test("an advisor who insists gets a time beside the plan, which blocks nobody", async () => {
  const lead = await contacted(house, advisor);
  const night = `${dayFromNow(21)}T18:30:00.000Z`; // half past three at night in Tokyo
  const refused = await move(advisor, lead, "book", { at: night, remindCustomer: false, mustBeFree: true });
  assert.equal(refused.status, 422);
  assert.equal((refused.body as unknown as { reason: string }).reason, "slot-taken");
  assert.equal((refused.body as unknown as { nextSlots: Slot[] }).nextSlots.length, 3);
  assert.equal((await readLead(advisor, lead)).status, "assigned");
  await made(advisor, lead, "book", { at: night, remindCustomer: false });
  const shown = await ofLead(lead);
  assert.equal(shown?.isBesidePlan, true);
  assert.equal(shown?.bay, null);
});

test("booking again moves the one appointment, and its calendar number counts up", async () => {
  const lead = await contacted(house, advisor);
  const { items } = await slotsOf(`lead=${lead}&from=${dayFromNow(25)}&days=14`);
  await made(advisor, lead, "book", { at: items[0]?.startsAt, remindCustomer: true });
  const first = await ofLead(lead);
  await made(advisor, lead, "book", { at: items[9]?.startsAt, remindCustomer: true });
  const second = await ofLead(lead);
  assert.equal(second?.id, first?.id);
  assert.equal(second?.startsAt, items[9]?.startsAt);
  assert.equal((await read(String(second?.id))).sequence, 1);
});

test("a cancelled or missed appointment leaves the lead booked without a date; closing the lead cancels its appointment", async () => {
  const lead = await contacted(house, advisor);
  const { items } = await slotsOf(`lead=${lead}&from=${dayFromNow(26)}&days=14`);
  await made(advisor, lead, "book", { at: items[2]?.startsAt, remindCustomer: true });
  const first = await ofLead(lead);
  const cancelled = await act(String(first?.id), "cancel", { by: "customer" });
  assert.equal(cancelled.status, 200, cancelled.text);
  await eventually("the lead has no date", async () => (await readLead(advisor, lead)).appointmentAt === null);
  assert.equal((await readLead(advisor, lead)).status, "booked");
  await made(advisor, lead, "book", { at: items[4]?.startsAt, remindCustomer: true });
  const second = await ofLead(lead);
  assert.notEqual(second?.id, first?.id);
  await made(advisor, lead, "close", { reason: "no-need" });
  await eventually("the appointment is cancelled", async () => (await read(String(second?.id))).status === "cancelled");
  assert.equal((await read(String(second?.id))).cancelledBy, "lead");
});

test("an appointment that is dragged elsewhere takes its lead along", async () => {
  const lead = await contacted(house, advisor);
  const { items } = await slotsOf(`lead=${lead}&from=${dayFromNow(27)}&days=14`);
  await made(advisor, lead, "book", { at: items[1]?.startsAt, remindCustomer: true });
  const shown = await ofLead(lead);
  const moved = await act(String(shown?.id), "reschedule", { startsAt: items[12]?.startsAt, mustBeFree: true });
  assert.equal(moved.status, 200, moved.text);
  await eventually(
    "the lead follows",
    async () => (await readLead(advisor, lead)).appointmentAt === items[12]?.startsAt,
  );
});

test("a car neither arrives before its day nor is missed before its time", async () => {
  const { items } = await slotsOf(`from=${dayFromNow(5)}&days=14`);
  const { body } = await advisor.post<Appointment>("/appointments", { name: "早い", startsAt: items.at(-1)?.startsAt });
  for (const name of ["arrive", "miss"]) {
    const { status, body: problem } = await act(body.id, name);
    assert.equal(status, 422);
    assert.equal((problem as unknown as { reason: string }).reason, "too-early");
  }
});

test("another dealer, another tenant and nobody see neither slots nor calendar nor the appointment", async () => {
  const [{ id } = { id: "" }] = (await advisor.get<{ items: Appointment[] }>("/appointments?view=planned&limit=1")).body
    .items;
  assert.notEqual(id, "");
  const outsiders = [await house.as("advisor@fuji.demo"), await house.as("advisor@lumen.demo")];
  for (const outsider of outsiders) {
    for (const path of [
      "/service-slots?dealer=SAKURA",
      "/service-calendar?dealer=SAKURA",
      `/appointments/${id}`,
      `/appointments/${id}/history`,
    ])
      assert.equal((await outsider.get(path)).status, 404, path);
    const moved = await outsider.post(`/appointments/${id}/cancel`, {}, { ifMatch: 1 });
    assert.equal(moved.status, 404);
    const { body } = await outsider.get<{ items: { id: string }[] }>("/appointments?limit=200");
    assert.ok(!body.items.some((one) => one.id === id));
  }
  for (const path of ["/service-slots", "/service-calendar", "/appointments"])
    assert.equal((await house.stranger().get(path)).status, 401);
  const staff = await house.hire("seller@sakura.demo", "sales-staff", { dealer: "SAKURA" });
  for (const path of ["/service-slots", "/service-calendar", "/appointments"])
    assert.equal((await staff.get(path)).status, 403, path);
});

test("an export of appointments has its head in the reader's words", async () => {
  const { status, text } = await advisor.get("/appointments.csv?language=ja&view=planned");
  assert.equal(status, 200);
  assert.match(text.split("\n")[0] ?? "", /"開始","お名前","作業種別","ストール","アドバイザー","ステータス"/);
});
