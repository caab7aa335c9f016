import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { newId } from "#platform/clocks/chance.ts";

let house: TestHouse;
let advisor: Voice;
let hq: Voice;
const [about, other] = [newId(), newId()];
const [toHanako, toDealer, toTaro, elsewhere] = [newId(), newId(), newId(), newId()];
const mail = (id: string, more: Record<string, unknown>): Record<string, unknown> => ({
  id,
  cause: id,
  kind: "appointment-confirmed",
  audience: "customer",
  dealer: "SAKURA",
  aboutRecord: "appointment",
  aboutId: about,
  toEmail: "finding@example.test",
  toName: "ｻｶﾓﾄ 探子",
  language: "ja",
  sequence: 0,
  sendAt: "2199-01-01T00:00:00.000Z",
  handOverCount: 0,
  refusalCount: 0,
  subject: "ご予約の確認 探し物 Ёлка",
  ...more,
});
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  hq = await house.as("hq@neo.demo");
  await house.put("mail", [
    mail(toHanako, {}),
    mail(toDealer, { audience: "dealer", toName: "Workshop", kind: "appointment-moved", toEmail: "w@finding.test" }),
    mail(toTaro, { aboutId: other, toName: "探 太郎", toEmail: "taro@else.test", subject: null }),
    mail(elsewhere, { dealer: "FUJI", aboutId: other, toName: "探子 二", toEmail: "two@else.test", subject: null }),
  ]);
});
after(() => house.close());

type Found = { items: { id: string }[]; count: { value: number } };
const found = async (voice: Voice, query: Record<string, string>): Promise<string[]> => {
  const { status, body, text } = await voice.get<Found>(`/mails?${new URLSearchParams({ limit: "200", ...query })}`);
  assert.equal(status, 200, text);
  assert.equal(body.count.value, body.items.length);
  return body.items.map(({ id }) => id).sort();
};

test("the mails of an appointment are exactly its own, and another dealer's are not told", async () => {
  const outsider = await house.as("advisor@fuji.demo");
  const ofAbout = { "filter[aboutId][eq]": about };
  assert.deepEqual(await found(outsider, ofAbout), []);
  assert.deepEqual(await found(advisor, ofAbout), [toDealer, toHanako].sort());
  assert.deepEqual(await found(advisor, { "filter[aboutId][eq]": other }), [toTaro]);
  assert.deepEqual(await found(hq, { "filter[aboutId][eq]": other }), [elsewhere, toTaro].sort());
  assert.deepEqual(await found(hq, { "filter[aboutId][eq]": newId() }), []);
});

test("mails are found by name, address and subject, in any width and case", async () => {
  for (const [text, ids] of [
    ["さかもと", [toHanako]],
    ["サカモト探子", [toHanako]],
    ["W@FINDING.test", [toDealer]],
    ["ёлка 探し物", [toDealer, toHanako]],
    ["探 太郎", [toTaro]],
  ] as const)
    assert.deepEqual(await found(advisor, { search: text }), [...ids].sort(), text);
  assert.deepEqual(await found(hq, { search: "探子 else.test" }), [elsewhere]);
});

test("kind, dealer, recipient and status narrow the list together", async () => {
  const ours = { search: "finding" };
  assert.deepEqual(await found(advisor, { ...ours, "filter[kind][in]": "appointment-moved" }), [toDealer]);
  assert.deepEqual(await found(advisor, { ...ours, "filter[audience][eq]": "customer" }), [toHanako]);
  assert.deepEqual(await found(advisor, { ...ours, "filter[status][in]": "sent,parked" }), []);
  assert.deepEqual(await found(hq, { search: "else.test", "filter[dealer][in]": "FUJI" }), [elsewhere]);
});
