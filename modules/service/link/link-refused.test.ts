import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inDays, testSecret } from "#apps/testing/test-house.ts";
import { type Appointment, type LinkGround, openLinkGround, tenant, times, tokenOf } from "../doors/link-steps.ts";
import { appointmentToken } from "./link-token.ts";

let ground: LinkGround;
before(async () => {
  ground = await openLinkGround();
});
after(() => ground.house.close());

test("a forged, altered or foreign link shows the same page, whether the appointment exists or not", async () => {
  const one = await ground.planned();
  const right = tokenOf(one);
  const signed = (link: { tenant?: string; id?: string; sequence?: number }): string =>
    appointmentToken(testSecret, { tenant, id: one.id, sequence: one.sequence, ...link });
  const sign = right.split(".").at(-1);
  const forged = [
    "nothing",
    `${right}x`,
    `${tenant}.${one.id}.${one.sequence}.${"A".repeat(32)}`,
    `${tenant}.${one.id}.${one.sequence + 1}.${sign}`,
    `neo-eu.${one.id}.${one.sequence}.${sign}`,
    appointmentToken("another secret", { tenant, id: one.id, sequence: one.sequence }),
    signed({ tenant: "neo-eu" }),
    signed({ tenant: "nobody" }),
    signed({ id: "0193a000-0000-7000-8000-000000000000" }),
    signed({ sequence: one.sequence + 1 }),
  ];
  const pages = new Set<string>();
  for (const token of forged) {
    for (const answer of [
      await ground.ask(token),
      await ground.move(token, one.startsAt),
      await ground.cancel(token),
    ]) {
      assert.equal(answer.status, 404, token);
      pages.add(answer.page);
    }
  }
  assert.equal(pages.size, 1);
  assert.deepEqual(await ground.read(one.id), one);
});

test("closer than the dealer's hours a customer sees the phone, and nothing moves or is cancelled", async () => {
  const soon = (await ground.freeTimes(0)).find((at) => at > inDays(0.1)); // not one that begins while the test runs
  const one = await ground.planned({ startsAt: soon });
  const rest = (Date.parse(one.startsAt) - Date.parse(inDays(0))) / 3_600_000;
  await ground.changeHours(Math.ceil(rest) + 1);
  const late = await ground.ask(tokenOf(one));
  assert.equal(late.status, 200);
  assert.match(late.page, /href="tel:/);
  assert.doesNotMatch(late.page, /<form/);
  const [wish = ""] = await ground.freeTimes(9);
  assert.equal((await ground.move(tokenOf(one), wish)).status, 422);
  assert.equal((await ground.cancel(tokenOf(one))).status, 422);
  assert.deepEqual(await ground.read(one.id), one);
  await ground.changeHours(Math.floor(rest));
  const inTime = await ground.ask(tokenOf(one));
  assert.match(inTime.page, /<form/);
  assert.ok(
    times(inTime.page).every(
      (at) => at >= inDays(0) && Date.parse(at) >= Date.parse(inDays(0)) + Math.floor(rest) * 3_600_000,
    ),
  );
  await ground.changeHours(24);
});

test("a time that was taken meanwhile names itself and the next three that are free", async () => {
  const one = await ground.planned({
    work: "battery-check",
    startsAt: (await ground.freeTimes(10, "battery-check"))[0],
  });
  const wish = times((await ground.ask(tokenOf(one))).page)[2] ?? "";
  const other = await ground.advisor.post("/appointments", {
    name: "先",
    startsAt: wish,
    work: "battery-check",
    mustBeFree: true,
  });
  assert.equal(other.status, 201, other.text);
  const late = await ground.move(tokenOf(one), wish);
  assert.equal(late.status, 422);
  const next = times(late.page);
  assert.equal(next.length, 3);
  assert.ok(next.every((at) => at > wish));
  const { language: _, ...clock } = { language: "ja", hour: "2-digit", minute: "2-digit" } as const;
  const named = new Intl.DateTimeFormat("ja-JP", { ...clock, hourCycle: "h23", timeZone: "Asia/Tokyo" });
  assert.ok(/<h1>(.*)<\/h1>/.exec(late.page)?.[1]?.includes(named.format(Date.parse(wish))));
  assert.deepEqual(await ground.read(one.id), one);
  assert.equal((await ground.move(tokenOf(one), next[1] ?? "")).status, 200);
  assert.equal((await ground.read(one.id)).startsAt, next[1]);
});

test("what is no form of the page, or three megabytes, is answered by a page in the customer's language", async () => {
  const one = await ground.planned();
  const sent: [string, number, string | FormData, Record<string, string>][] = [
    [
      "three megabytes",
      413,
      `act=move&startsAt=${"x".repeat(3_000_000)}`,
      { "content-type": "application/x-www-form-urlencoded" },
    ],
    ["a file", 415, new FormData(), {}],
    ["another kind of text", 415, "<a/>", { "content-type": "application/xml" }],
    ["plain text", 415, "act=cancel&sure=yes", { "content-type": "text/plain" }],
    ["broken JSON", 400, "{", { "content-type": "application/json" }],
  ];
  for (const [what, status, body, headers] of sent) {
    const reply = await fetch(`${ground.house.address()}/appointments/c/${tokenOf(one)}`, {
      method: "POST",
      headers: { "accept-language": "ru", "x-forwarded-for": "198.51.200.1", ...headers },
      body,
    });
    const page = await reply.text();
    assert.equal(reply.status, status, what);
    assert.match(reply.headers.get("content-type") ?? "", /^text\/html/, what);
    assert.match(page, /^<!doctype html>/, what);
    assert.match(page, /<html lang="ru">[\s\S]*Назад/, what);
  }
  assert.deepEqual(await ground.read(one.id), one);
});

test("nobody moves into the night, between the quarters, into the past or far ahead by writing the time themselves", async () => {
  const one = await ground.planned();
  const [offered = ""] = times((await ground.ask(tokenOf(one))).page);
  const odd = [
    `${inDays(3).slice(0, 10)}T18:30:00.000Z`,
    new Date(Date.parse(offered) + 7 * 60_000).toISOString(),
    inDays(-1),
    (await ground.freeTimes(60))[0] ?? "",
    one.startsAt,
  ];
  for (const startsAt of odd) assert.equal((await ground.move(tokenOf(one), startsAt)).status, 422, startsAt);
  assert.deepEqual(await ground.read(one.id), one);
});

test("twenty equal wishes at once have one effect", async () => {
  const one = await ground.planned();
  const wish = times((await ground.ask(tokenOf(one))).page)[5] ?? "";
  const answers = await Promise.all(Array.from({ length: 20 }, () => ground.move(tokenOf(one), wish)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  const after = await ground.read(one.id);
  assert.equal(after.version, one.version + 1);
  assert.equal(after.startsAt, wish);
  const versions = await ground.versionsOf(one.id);
  assert.deepEqual(
    versions.filter((version) => version > one.version),
    [one.version + 1],
  );
});

test("twenty customers who want the last bay at once: one has it, the others are told what is free, none sees an error", async () => {
  const begins = await ground.freeTimes(11, "battery-check");
  const apart = begins.filter((_, n) => n % 8 === 0);
  const all: Appointment[] = [];
  for (let n = 0; n < 20; n += 1)
    all.push(await ground.planned({ name: `客${n}`, startsAt: apart[n % apart.length], work: "battery-check" }));
  const wish = times((await ground.ask(tokenOf(all[0] as Appointment))).page)[0] ?? "";
  const answers = await Promise.all(all.map((one) => ground.move(tokenOf(one), wish)));
  const byStatus = Object.groupBy(answers, ({ status }) => String(status));
  assert.deepEqual(Object.keys(byStatus).sort(), ["200", "422"]);
  assert.equal(byStatus["200"]?.length, 1);
  assert.ok(byStatus["422"]?.every(({ page }) => times(page).length === 3));
  const there = await ground.house.sql(
    "select id from appointment where starts_at = $1 and work = 'battery-check' and not is_beside_plan and status = 'planned'",
    [wish],
  );
  assert.equal(there.length, 1);
});
