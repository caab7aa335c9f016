import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

type Named = { id: string; name: string };
type Shown = { id: string; version: number; startsAt: string; bay: Named | null; advisor: Named | null };
type Slot = { startsAt: string; bays: string[]; advisors: string[] };
const read = async (id: string): Promise<Shown> => (await advisor.get<Shown>(`/appointments/${id}`)).body;
const move = (one: Shown, asked: object) =>
  advisor.post<Shown>(`/appointments/${one.id}/reschedule`, asked, { ifMatch: one.version });

async function planned(): Promise<{ one: Shown; slot: Slot }> {
  const query = `dealer=SAKURA&from=${inDays(9).slice(0, 10)}&days=14&work=inspection`;
  const { items } = (await advisor.get<{ items: Slot[] }>(`/service-slots?${query}`)).body;
  const slot = items.find(({ bays, advisors }) => bays.length > 1 && advisors.length > 1) as Slot;
  const plan = {
    name: "山田",
    work: "inspection",
    startsAt: slot.startsAt,
    bay: slot.bays[0],
    advisor: slot.advisors[0],
  };
  const { status, body, text } = await advisor.post<Shown>("/appointments", plan);
  assert.equal(status, 201, text);
  return { one: await read(body.id), slot };
}

test("the answer to a move into another bay names the new bay and the new advisor", async () => {
  const { one, slot } = await planned();
  const asked = { startsAt: slot.startsAt, work: "inspection", bay: slot.bays[1], advisor: slot.advisors[1] };
  const { status, body, text } = await move(one, asked);
  assert.equal(status, 200, text);
  const now = await read(one.id);
  assert.deepEqual([now.bay?.id, now.advisor?.id], [slot.bays[1], slot.advisors[1]]);
  assert.deepEqual([body.bay, body.advisor], [now.bay, now.advisor]);
  assert.notEqual(body.bay?.name, one.bay?.name);
});

test("the answer to a move beside the plan names no bay, and the one back onto it names its bay", async () => {
  const { one } = await planned();
  const night = `${one.startsAt.slice(0, 10)}T14:00:00.000Z`;
  const beside = await move(one, { startsAt: night, work: "inspection" });
  assert.equal(beside.status, 200, beside.text);
  assert.equal(beside.body.bay, null);
  const back = await move(beside.body, { startsAt: one.startsAt, work: "inspection", bay: one.bay?.id });
  assert.deepEqual(back.body.bay, one.bay);
});
