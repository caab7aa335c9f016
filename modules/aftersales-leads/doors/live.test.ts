import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { type EventStream, listen } from "#apps/testing/event-stream.ts";
import { arrive, made, notReached } from "#apps/testing/lead-steps.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let advisor: Voice;
let bearer: Record<string, string>;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  bearer = { authorization: `Bearer ${await house.token("advisor@sakura.demo")}` };
});
after(() => house.close());

const hears = async (headers = {}): Promise<EventStream> => {
  const stream = await listen(house.address(), { ...bearer, ...headers });
  assert.equal(stream.status, 200);
  return stream;
};

const versionsOf = (page: EventStream, id: string): number[] =>
  page.heard.filter((one) => one.id === id).map(({ version }) => version);

test("a page hears of a change that happens the moment it begins to listen", async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const stream = await hears();
    const { id } = await arrive(house);
    const change = await stream.change(id, 1);
    assert.deepEqual(Object.keys(change).sort(), ["event", "id", "place", "record", "version"]);
    stream.close();
  }
});

test("every change of a lead is heard once and in its order, by each open page", async () => {
  const pages = await Promise.all([hears(), hears()]);
  const { id } = await arrive(house);
  const startedMs = machineMs();
  for (let count = 1; count <= 3; count += 1) await made(advisor, id, "attempt", notReached);
  for (const page of pages) await page.change(id, 4);
  console.log(`four changes were heard after ${machineMs() - startedMs} ms`);
  for (const page of pages) {
    assert.deepEqual(versionsOf(page, id), [1, 2, 3, 4]);
    page.close();
  }
});

test("what the clock does is heard too", async () => {
  const { id } = await arrive(house);
  const stream = await hears();
  await house.travel("P61D");
  const lost = await eventually("the lead is lost", async () =>
    stream.heard.find((one) => one.id === id && one.event === "expire"),
  );
  assert.ok(lost.version > 1);
  stream.close();
});

test("a page that was away asks from where it was, and hears everything since, once", async () => {
  const neighbour = await hears();
  for (let turn = 0; turn < 3; turn += 1) {
    const stream = await hears();
    const { id } = await arrive(house);
    const { place } = await stream.change(id, 1);
    stream.close();
    await made(advisor, id, "attempt", notReached);
    await made(advisor, id, "attempt", notReached);
    const back = await hears({ "last-event-id": place });
    await made(advisor, id, "attempt", notReached);
    await back.change(id, 4);
    assert.deepEqual(versionsOf(back, id), [2, 3, 4]);
    back.close();
  }
  neighbour.close();
});

test("a page that was away hears of no lead of another dealer", async () => {
  const stream = await hears();
  const { id } = await arrive(house);
  const { place } = await stream.change(id, 1);
  stream.close();
  const theirs = await arrive(house, { dealer: "FUJI" });
  const own = await arrive(house);
  const back = await hears({ "last-event-id": place });
  await back.change(own.id, 1);
  assert.ok(!back.heard.some((one) => one.id === theirs.id));
  back.close();
});

test("a place that nobody gave out is no reason to fail: the page is told to read everything anew", async () => {
  for (const odd of ["x", "1-2-3", "-", "99999999999999999999-1", "9999999999999999999-1", "1"]) {
    const stream = await hears({ "last-event-id": odd });
    const { id } = await arrive(house);
    await stream.change(id, 1);
    assert.deepEqual(stream.resets, [0], odd);
    stream.close();
  }
});

test("a lead handed on is told to both dealers", async () => {
  const fuji = await listen(house.address(), { authorization: `Bearer ${await house.token("advisor@fuji.demo")}` });
  const sakura = await hears();
  const { id } = await arrive(house);
  await made(await house.as("callcentre@neo.demo"), id, "assign", { dealer: "FUJI" });
  for (const stream of [fuji, sakura]) {
    await stream.change(id, 2);
    stream.close();
  }
  assert.deepEqual(versionsOf(fuji, id), [2]);
});

test("changes are told in the order in which they were written, also when the count of changes gains a digit", async () => {
  const [heardBefore, ...ids] = [await arrive(house), await arrive(house), await arrive(house)].map(({ id }) => id);
  await house.sql("delete from outbox"); // a page that missed more than two thousand changes is told to read anew
  const places: string[] = [];
  for (const [i, id] of [heardBefore, ...ids].entries()) {
    const [row] = await house.sql<{ place: string }>(
      `insert into outbox (tx, at, record, record_id, version, event, dealers)
        values ($1::text::xid8, $3, 'aftersales-lead', $2, 99, 'attempt', '{SAKURA}') returning tx || '-' || entry as place`,
      [String(98 + i), id, now()],
    );
    places.push(row?.place ?? "");
  }
  const stream = await hears({ "last-event-id": places[0] ?? "" });
  for (const id of ids) await stream.change(id, 99);
  assert.deepEqual(
    stream.heard.slice(0, 2).map((one) => one.id),
    ids,
  );
  stream.close();
});

/** As many changes of one lead in the outbox, as if they had happened while a page was away. */
const happenMeanwhile = (id: string, count: number): Promise<unknown> =>
  house.sql(
    "insert into outbox (at, record, record_id, version, event, dealers) select $3::timestamptz, 'aftersales-lead', $1, n, 'attempt', '{SAKURA}' from generate_series(1000, 999 + $2::integer) n",
    [id, count, now()],
  );

/** A page that leaves at the first change of a new lead; gives the lead, and the place it would come back with. */
async function leaves(): Promise<{ id: string; place: string }> {
  const stream = await hears();
  const { id } = await arrive(house);
  const { place } = await stream.change(id, 1);
  stream.close();
  return { id, place };
}

test("a page that missed two thousand changes hears each of them, and is not told to read anew", async () => {
  const { id, place } = await leaves();
  await happenMeanwhile(id, 2000);
  const back = await hears({ "last-event-id": place });
  await back.change(id, 2999);
  assert.deepEqual([back.resets, versionsOf(back, id).length], [[], 2000]);
  back.close();
});

test("a page that missed more is told once to read everything anew, and then hears only what happens from now on", async () => {
  const { id, place } = await leaves();
  await happenMeanwhile(id, 2001);
  await eventually("the changes may be heard", async () => {
    const [row] = await house.sql<{ over: boolean }>(
      "select max(tx) < pg_snapshot_xmin(pg_current_snapshot()) as over from outbox",
    );
    return row?.over;
  });
  const back = await hears({ "last-event-id": place });
  const after = await arrive(house);
  await back.change(after.id, 1);
  assert.deepEqual([back.resets, versionsOf(back, id)], [[0], []]);
  back.close();
});

test("a page whose place is not kept any more is told to read everything anew", async () => {
  const { id, place } = await leaves();
  await made(advisor, id, "attempt", notReached);
  const kept = await leaves();
  await house.sql(
    "delete from outbox where (tx, entry) <= (split_part($1, '-', 1)::xid8, split_part($1, '-', 2)::bigint)",
    [place],
  );
  const back = await hears({ "last-event-id": place });
  const after = await arrive(house);
  await back.change(after.id, 1);
  assert.deepEqual([back.resets, versionsOf(back, id)], [[0], []]);
  back.close();
  const near = await hears({ "last-event-id": kept.place });
  await near.change(after.id, 1);
  assert.deepEqual(near.resets, [], "whose place is kept hears what it missed");
  near.close();
});
