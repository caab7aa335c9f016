import assert from "node:assert/strict";
import test from "node:test";
import type { Asked, Said } from "./ground.ts";
import { assertTold, makerOf } from "./lifecycle.ts";
import { bodyOf, firstMoveOf, patchOf, plant, type Subject, stored } from "./subject.ts";

/** Versions, repeated requests and races at the doors that change something, over the first move of a new row. */
export function requestsSuite(subject: Subject): void {
  const { record, ground } = subject;
  const move = firstMoveOf(subject);
  const maker = makerOf(subject);
  const body = bodyOf(subject, move);
  const post = (key: string, more: Partial<Asked>) =>
    ground.ask(maker, { method: "POST", path: `/${record.plural}/${encodeURIComponent(key)}/${move}`, body, ...more });

  test(`${record.plural}: a change without a version is 428, one with an old version 412, and neither leaves a trace`, async () => {
    const key = await plant(subject, "ALDER");
    const before = await stored(subject, key);
    assert.equal((await post(key, {})).status, 428);
    const stale = await post(key, { version: 99 });
    assert.equal(stale.status, 412);
    assert.equal(stale.headers.etag, '"1"');
    if (record.edit) {
      const patch = {
        method: "PATCH",
        path: `/${record.plural}/${encodeURIComponent(key)}`,
        body: patchOf(subject),
      } as const;
      assert.equal((await ground.ask(makerOf(subject, "edit"), patch)).status, 428);
      assert.equal((await ground.ask(makerOf(subject, "edit"), { ...patch, version: 99 })).status, 412);
    }
    assert.deepEqual(await stored(subject, key), before);
  });

  test(`${record.plural}: a move costs two round trips at most, and so does its repetition`, async () => {
    const key = await plant(subject, "ALDER");
    const trips: number[] = [];
    const stop = ground.database.onTrips((count, actor) => actor.kind === "person" && trips.push(count));
    assert.equal((await post(key, { version: 1, key: `trips-${key}` })).status, 200);
    assert.equal((await post(key, { version: 1, key: `trips-${key}` })).status, 200);
    stop();
    assert.equal(trips.length, 2);
    assert.ok(
      trips.every((count) => count <= 2),
      `round trips: ${trips.join()}`,
    );
  });

  test(`${record.plural}: the same key gets the same answer and has one effect; with another request it is refused`, async () => {
    const [key, other] = [await plant(subject, "ALDER"), await plant(subject, "ALDER")];
    const before = await stored(subject, key);
    const first = await post(key, { version: 1, key: `same-${key}` });
    const again = await post(key, { version: 1, key: `same-${key}` });
    assert.equal(first.status, 200, first.text);
    assert.deepEqual([again.status, again.text, ofAnswer(again)], [200, first.text, ofAnswer(first)]);
    assertTold(subject, before, await stored(subject, key));
    const untouched = await stored(subject, other);
    for (const reused of [
      await post(key, { version: 2, key: `same-${key}`, body: { ...body, x: 1 } }),
      await post(other, { version: 1, key: `same-${key}` }),
    ]) {
      assert.equal(reused.status, 422);
      assert.equal(reused.body.reason, "idempotency-key-reused");
    }
    assert.deepEqual(await stored(subject, other), untouched);
  });

  if (record.edit)
    test(`${record.plural}: an edit that changed nothing is answered the same again, also after others`, async () => {
      const key = await plant(subject, "ALDER");
      const edit = (more: Partial<Asked>) => {
        const path = `/${record.plural}/${encodeURIComponent(key)}`;
        return ground.ask(makerOf(subject, "edit"), { method: "PATCH", path, body: patchOf(subject), ...more });
      };
      const version = Number((await edit({ version: 1 })).body.version);
      const first = await edit({ version, key: `still-${key}` });
      assert.deepEqual([first.status, first.body.version], [200, version], first.text);
      assert.equal((await post(key, { version })).status, 200);
      const again = await edit({ version, key: `still-${key}` });
      assert.deepEqual([again.status, again.text, ofAnswer(again)], [200, first.text, ofAnswer(first)]);
    });

  test(`${record.plural}: a refused move leaves its key free`, async () => {
    const key = await plant(subject, "ALDER");
    assert.equal((await post(key, { version: 99, key: `free-${key}` })).status, 412);
    assert.equal((await post(key, { version: 1, key: `free-${key}` })).status, 200);
  });

  test(`${record.plural}: of fifty equal moves at once one has its effect and the others are told to read again`, async () => {
    const key = await plant(subject, "ALDER");
    const before = await stored(subject, key);
    const said = await Promise.all(Array.from({ length: 50 }, () => post(key, { version: 1 })));
    assert.deepEqual(countOf(said.map(({ status }) => status)), { 200: 1, 412: 49 });
    assertTold(subject, before, await stored(subject, key));
  });

  test(`${record.plural}: twenty equal clicks with one key have one effect and all get its answer`, async () => {
    const key = await plant(subject, "ALDER");
    const before = await stored(subject, key);
    const said = await Promise.all(Array.from({ length: 20 }, () => post(key, { version: 1, key: `click-${key}` })));
    assert.deepEqual(countOf(said.map(({ status }) => status)), { 200: 20 });
    for (const { body: answer } of said) assert.deepEqual(answer, said[0]?.body);
    assertTold(subject, before, await stored(subject, key));
  });
}

/** What else an answer says of itself: its version, its form and its language. */
const ofAnswer = ({ headers }: Said): unknown[] =>
  ["etag", "content-type", "content-length", "content-language", "cache-control"].map((name) => headers[name]);

const countOf = (statuses: number[]): Record<number, number> =>
  Object.fromEntries([...Map.groupBy(statuses, (status) => status)].map(([status, all]) => [status, all.length]));
