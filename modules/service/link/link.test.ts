import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { contacted, made, readLead } from "#apps/testing/lead-steps.ts";
import { inDays } from "#apps/testing/test-house.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { type Appointment, type LinkGround, openLinkGround, times, tokenOf } from "../doors/link-steps.ts";

let ground: LinkGround;
before(async () => {
  ground = await openLinkGround();
});
after(() => ground.house.close());

test("the page tells when, what and where in the customer's language, and offers free times", async () => {
  const one = await ground.planned({ language: "ru" });
  const { status, headers, page } = await ground.ask(tokenOf(one));
  assert.equal(status, 200);
  assert.match(page, /<html lang="ru">/);
  assert.match(page, /href="tel:\+81/);
  assert.match(page, /Япония/);
  assert.doesNotMatch(page, /<script/);
  const offered = times(page);
  assert.ok(offered.length > 10);
  const earliest = inDays(1);
  assert.ok(offered.every((at) => at >= earliest && at < inDays(16)));
  assert.ok(!offered.includes(one.startsAt));
  const perDay = Object.values(
    Object.groupBy(offered, (at) => new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 10)),
  );
  assert.ok(perDay.every((day) => (day?.length ?? 0) <= 10));
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("cache-control"), "no-store");
  assert.match(headers.get("x-robots-tag") ?? "", /noindex/);
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.match((await ground.ask(tokenOf(one), undefined, "?language=zh")).page, /<html lang="zh">/);
  assert.equal(
    (await fetch(`${ground.house.address()}/appointments/c/link.css`)).headers.get("content-type"),
    "text/css",
  );
});

test("a customer moves the appointment once; then the link is used and the lead knows the new time", async () => {
  const lead = await contacted(ground.house, ground.advisor);
  const [at] = await ground.freeTimes(8);
  const booked = (await made(ground.advisor, lead, "book", { at, remindCustomer: true })) as unknown as {
    appointment: Appointment;
  };
  const one = await ground.read(booked.appointment.id);
  const token = tokenOf(one);
  const wish = times((await ground.ask(token)).page).at(-1) ?? "";
  const moved = await ground.move(token, wish);
  assert.equal(moved.status, 200);
  assert.match(moved.page, /ご予約日時を変更しました|has been moved/);
  const after = await ground.read(one.id);
  assert.equal(after.startsAt, wish);
  assert.equal(after.sequence, one.sequence + 1);
  assert.equal(after.isBesidePlan, false);
  await eventually("the lead follows", async () => (await readLead(ground.advisor, lead)).appointmentAt === wish);
  const used = await ground.ask(token);
  assert.equal(used.status, 410);
  assert.match(used.page, /href="tel:/);
  assert.deepEqual(times(used.page), []);
  const another = times((await ground.ask(tokenOf(after))).page)[0] ?? "";
  assert.equal((await ground.move(token, another)).status, 410);
  assert.equal((await ground.read(one.id)).startsAt, wish);
  assert.equal((await ground.move(tokenOf(after), another)).status, 200);
});

test("a customer cancels, but not without the tick", async () => {
  const one = await ground.planned();
  const without = await ground.ask(tokenOf(one), { act: "cancel" });
  assert.equal(without.status, 422);
  assert.match(without.page, /<details class="ending" open>/);
  assert.equal((await ground.read(one.id)).status, "planned");
  assert.equal((await ground.cancel(tokenOf(one))).status, 200);
  const after = await ground.read(one.id);
  assert.equal(after.status, "cancelled");
  assert.equal(after.cancelledBy, "customer");
  const over = await ground.ask(tokenOf(after));
  assert.equal(over.status, 200);
  assert.match(over.page, /キャンセルされました/);
  assert.deepEqual(times(over.page), []);
  assert.equal((await ground.move(tokenOf(after), one.startsAt)).status, 422);
});

test("opening the link, however often and with whatever in its address, changes nothing", async () => {
  const one = await ground.planned();
  const versions = await ground.versionsOf(one.id);
  const [wish = ""] = times((await ground.ask(tokenOf(one))).page);
  for (const query of [`?act=move&startsAt=${wish}`, "?act=cancel&sure=yes", "?language=%3Cscript%3E"])
    assert.equal((await ground.ask(tokenOf(one), undefined, query)).status, 200);
  assert.deepEqual(await ground.read(one.id), one);
  assert.deepEqual(await ground.versionsOf(one.id), versions);
});

test("a time has to be chosen", async () => {
  const one = await ground.planned();
  for (const form of [{ act: "move" }, { act: "move", startsAt: "soon" }, { act: "destroy" }, {}]) {
    const { status, page } = await ground.ask(tokenOf(one), form as Record<string, string>);
    assert.equal(status, 422);
    assert.match(page, /role="alert"/);
  }
  assert.deepEqual(await ground.read(one.id), one);
});

test("more than 60 posts a minute from one address are asked to wait", async () => {
  const one = await ground.planned();
  const post = async (): Promise<number> =>
    (
      await fetch(`${ground.house.address()}/appointments/c/${tokenOf(one)}`, {
        method: "POST",
        body: new URLSearchParams({}),
      })
    ).status;
  const statuses = await Promise.all(Array.from({ length: 70 }, post));
  assert.equal(statuses.filter((status) => status === 429).length, 10);
});
