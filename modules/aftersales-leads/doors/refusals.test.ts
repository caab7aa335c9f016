import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { arrive } from "#apps/testing/lead-steps.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Reply, Voice } from "#apps/testing/voice.ts";
import en from "../labels/en.json" with { type: "json" };
import ja from "../labels/ja.json" with { type: "json" };
import ru from "../labels/ru.json" with { type: "json" };
import zh from "../labels/zh.json" with { type: "json" };

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

const key = "aftersales-lead.refusal.no-contact-attempt";
const path = (id: string): string => `/aftersales-leads/${id}`;
const closes = (voice: Voice, id: string, language?: string): Promise<Reply<object>> =>
  voice.post(
    `${path(id)}/close`,
    { reason: "price" },
    {
      ifMatch: 1,
      headers: language === undefined ? {} : { "accept-language": language },
    },
  );

test("a refused move says the way out in the words of the pages, in the language that was asked for", async () => {
  const { id } = await arrive(house);
  const asked = {
    en: en[key],
    "ja-JP,ja;q=0.9,en;q=0.8": ja[key],
    "fr, ru;q=0.5, en;q=0.4": ru[key],
    "en;q=0.2, zh-CN": zh[key],
  };
  for (const [language, words] of Object.entries(asked)) {
    const { status, body, headers } = await closes(advisor, id, language);
    assert.deepEqual([status, body.reason, body.detail], [422, "no-contact-attempt", words], language);
    assert.match(headers.get("content-language") ?? "", /^(en|ja|ru|zh)$/);
  }
});

test("whoever asks for no language of ours reads their own", async () => {
  const { id } = await arrive(house);
  const chinese = await house.as("advisor3@sakura.demo");
  assert.equal((await closes(chinese, id, "fr")).body.detail, zh[key]);
  assert.equal((await closes(chinese, id, "*")).body.detail, zh[key]);
  assert.equal((await closes(chinese, id, "en")).body.detail, en[key]);
});

test("a fault of one field carries the same sentence, and other refusals say what to do too", async () => {
  const { id } = await arrive(house);
  const headers = { "accept-language": "en" };
  await advisor.post(`${path(id)}/attempt`, { channel: "phone", outcome: "reached" }, { ifMatch: 1 });
  const sale = await advisor.post(`${path(id)}/sell`, { vin: "ZN9DEMX10NOWHERE1" }, { ifMatch: 2, headers });
  assert.equal(sale.body.detail, en["aftersales-lead.refusal.vin-unknown"]);
  assert.deepEqual(
    sale.body.errors?.map(({ message }) => message),
    [sale.body.detail],
  );
  const stale = await advisor.post(`${path(id)}/close`, { reason: "price" }, { ifMatch: 1, headers });
  assert.deepEqual([stale.status, stale.body.detail], [412, en["aftersales-lead.refusal.stale"]]);
  const fuji = await house.as("advisor@fuji.demo");
  assert.equal((await fuji.get(path(id), { headers })).body.detail, en["aftersales-lead.refusal.not-found"]);
});

test("what only a program does wrong keeps the words that name it", async () => {
  const { id } = await arrive(house);
  const headers = { "accept-language": "ja" };
  const missing = await advisor.post(`${path(id)}/close`, { reason: "price" }, { headers });
  assert.match(missing.body.detail ?? "", /If-Match/);
  const unknown = await advisor.post(`${path(id)}/close`, { colour: "red" }, { ifMatch: 1, headers });
  assert.match(unknown.body.detail ?? "", /colour/);
});
