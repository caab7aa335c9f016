import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { eventually } from "#apps/testing/eventually.ts";
import { contacted, made, readLead } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse, testSecret } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { appointmentToken } from "./link-token.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

type Appointment = {
  id: string;
  version: number;
  status: string;
  startsAt: string;
  sequence: number;
  cancelledBy: string | null;
  isBesidePlan: boolean;
};
type Answer = { status: number; headers: Headers; page: string };
const tenant = "neo-jp";

let caller = 0;
/** A customer at home, whose address nobody else has: what one sends counts against nobody else. */
async function ask(token: string, form?: Record<string, string>, query = ""): Promise<Answer> {
  caller += 1;
  const reply = await fetch(`${house.address()}/appointments/c/${token}${query}`, {
    method: form ? "POST" : "GET",
    headers: { "x-forwarded-for": `198.51.${Math.floor(caller / 250)}.${caller % 250}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return { status: reply.status, headers: reply.headers, page: await reply.text() };
}
const move = (token: string, startsAt: string): Promise<Answer> => ask(token, { act: "move", startsAt });
const cancel = (token: string): Promise<Answer> => ask(token, { act: "cancel", sure: "yes" });

const read = async (id: string): Promise<Appointment> => (await advisor.get<Appointment>(`/appointments/${id}`)).body;
const tokenOf = ({ id, sequence }: Pick<Appointment, "id" | "sequence">): string =>
  appointmentToken(testSecret, { tenant, id, sequence });
const historyLength = async (id: string): Promise<number> =>
  (
    await house.sql<{ n: number }>("select count(*)::integer as n from appointment_history where record_id = $1", [id])
  )[0]?.n ?? 0;

/** Free times of a kind of work, some days ahead. */
const freeTimes = async (days: number, work = "inspection"): Promise<string[]> => {
  const from = inDays(days).slice(0, 10);
  const { body } = await advisor.get<{ items: { startsAt: string }[] }>(
    `/service-slots?dealer=SAKURA&from=${from}&days=5&work=${work}`,
  );
  return body.items.map(({ startsAt }) => startsAt);
};
const times = (page: string): string[] =>
  [...page.matchAll(/name="startsAt" value="([^"]+)"/g)].map(([, at = ""]) => at);

/** An appointment of a customer who gets mails, a week ahead. */
async function planned(said: Record<string, unknown> = {}): Promise<Appointment> {
  const [startsAt] = await freeTimes(7);
  const plan = { name: "佐藤", email: "sato@example.org", language: "ja", work: "inspection", remindCustomer: true };
  const { status, body, text } = await advisor.post<Appointment>("/appointments", { startsAt, ...plan, ...said });
  assert.equal(status, 201, text);
  return read(body.id);
}

test("the page tells when, what and where in the customer's language, and offers free times", async () => {
  const one = await planned({ language: "ru" });
  const { status, headers, page } = await ask(tokenOf(one));
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
  assert.match((await ask(tokenOf(one), undefined, "?language=zh")).page, /<html lang="zh">/);
  assert.equal((await fetch(`${house.address()}/appointments/c/link.css`)).headers.get("content-type"), "text/css");
});

test("a customer moves the appointment once; then the link is used and the lead knows the new time", async () => {
  const lead = await contacted(house, advisor);
  const [at] = await freeTimes(8);
  const booked = (await made(advisor, lead, "book", { at, remindCustomer: true })) as unknown as {
    appointment: Appointment;
  };
  const one = await read(booked.appointment.id);
  const token = tokenOf(one);
  const wish = times((await ask(token)).page).at(-1) ?? "";
  const moved = await move(token, wish);
  assert.equal(moved.status, 200);
  assert.match(moved.page, /ご予約日時を変更しました|has been moved/);
  const after = await read(one.id);
  assert.equal(after.startsAt, wish);
  assert.equal(after.sequence, one.sequence + 1);
  assert.equal(after.isBesidePlan, false);
  await eventually("the lead follows", async () => (await readLead(advisor, lead)).appointmentAt === wish);
  const used = await ask(token);
  assert.equal(used.status, 410);
  assert.match(used.page, /href="tel:/);
  assert.deepEqual(times(used.page), []);
  const another = times((await ask(tokenOf(after))).page)[0] ?? "";
  assert.equal((await move(token, another)).status, 410);
  assert.equal((await read(one.id)).startsAt, wish);
  assert.equal((await move(tokenOf(after), another)).status, 200);
});

test("a customer cancels, but not without the tick", async () => {
  const one = await planned();
  const without = await ask(tokenOf(one), { act: "cancel" });
  assert.equal(without.status, 422);
  assert.match(without.page, /<details open>/);
  assert.equal((await read(one.id)).status, "planned");
  assert.equal((await cancel(tokenOf(one))).status, 200);
  const after = await read(one.id);
  assert.equal(after.status, "cancelled");
  assert.equal(after.cancelledBy, "customer");
  const over = await ask(tokenOf(after));
  assert.equal(over.status, 200);
  assert.match(over.page, /キャンセルされました/);
  assert.deepEqual(times(over.page), []);
  assert.equal((await move(tokenOf(after), one.startsAt)).status, 422);
});

test("opening the link, however often and with whatever in its address, changes nothing", async () => {
  const one = await planned();
  const lines = await historyLength(one.id);
  const [wish = ""] = times((await ask(tokenOf(one))).page);
  for (const query of [`?act=move&startsAt=${wish}`, "?act=cancel&sure=yes", "?language=%3Cscript%3E"])
    assert.equal((await ask(tokenOf(one), undefined, query)).status, 200);
  assert.deepEqual(await read(one.id), one);
  assert.equal(await historyLength(one.id), lines);
});

test("a time has to be chosen", async () => {
  const one = await planned();
  for (const form of [{ act: "move" }, { act: "move", startsAt: "soon" }, { act: "destroy" }, {}]) {
    const { status, page } = await ask(tokenOf(one), form as Record<string, string>);
    assert.equal(status, 422);
    assert.match(page, /role="alert"/);
  }
  assert.deepEqual(await read(one.id), one);
});

test("a forged, altered or foreign link shows the same page, whether the appointment exists or not", async () => {
  const one = await planned();
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
    for (const answer of [await ask(token), await move(token, one.startsAt), await cancel(token)]) {
      assert.equal(answer.status, 404, token);
      pages.add(answer.page);
    }
  }
  assert.equal(pages.size, 1);
  assert.deepEqual(await read(one.id), one);
});

test("closer than the dealer's hours a customer sees the phone, and nothing moves or is cancelled", async () => {
  const [soon] = (await freeTimes(0)).concat(await freeTimes(1));
  const one = await planned({ startsAt: soon });
  const rest = (Date.parse(one.startsAt) - Date.parse(inDays(0))) / 3_600_000;
  await house.sql("update dealer set customer_change_hours = $1 where code = 'SAKURA'", [Math.ceil(rest) + 1]);
  const late = await ask(tokenOf(one));
  assert.equal(late.status, 200);
  assert.match(late.page, /href="tel:/);
  assert.doesNotMatch(late.page, /<form/);
  const [wish = ""] = await freeTimes(9);
  assert.equal((await move(tokenOf(one), wish)).status, 422);
  assert.equal((await cancel(tokenOf(one))).status, 422);
  assert.deepEqual(await read(one.id), one);
  await house.sql("update dealer set customer_change_hours = $1 where code = 'SAKURA'", [Math.floor(rest)]);
  const inTime = await ask(tokenOf(one));
  assert.match(inTime.page, /<form/);
  assert.ok(
    times(inTime.page).every(
      (at) => at >= inDays(0) && Date.parse(at) >= Date.parse(inDays(0)) + Math.floor(rest) * 3_600_000,
    ),
  );
  await house.sql("update dealer set customer_change_hours = 24 where code = 'SAKURA'");
});

test("a time that was taken meanwhile names itself and the next three that are free", async () => {
  const one = await planned({ work: "battery-check", startsAt: (await freeTimes(10, "battery-check"))[0] });
  const wish = times((await ask(tokenOf(one))).page)[2] ?? "";
  const other = await advisor.post("/appointments", {
    name: "先",
    startsAt: wish,
    work: "battery-check",
    mustBeFree: true,
  });
  assert.equal(other.status, 201, other.text);
  const late = await move(tokenOf(one), wish);
  assert.equal(late.status, 422);
  const next = times(late.page);
  assert.equal(next.length, 3);
  assert.ok(next.every((at) => at > wish));
  const { language: _, ...clock } = { language: "ja", hour: "2-digit", minute: "2-digit" } as const;
  const named = new Intl.DateTimeFormat("ja-JP", { ...clock, hourCycle: "h23", timeZone: "Asia/Tokyo" });
  assert.ok(/<h1>(.*)<\/h1>/.exec(late.page)?.[1]?.includes(named.format(Date.parse(wish))));
  assert.deepEqual(await read(one.id), one);
  assert.equal((await move(tokenOf(one), next[1] ?? "")).status, 200);
  assert.equal((await read(one.id)).startsAt, next[1]);
});

test("nobody moves into the night, between the quarters, into the past or far ahead by writing the time themselves", async () => {
  const one = await planned();
  const [offered = ""] = times((await ask(tokenOf(one))).page);
  const odd = [
    `${inDays(3).slice(0, 10)}T18:30:00.000Z`,
    new Date(Date.parse(offered) + 7 * 60_000).toISOString(),
    inDays(-1),
    (await freeTimes(60))[0] ?? "",
    one.startsAt,
  ];
  for (const startsAt of odd) assert.equal((await move(tokenOf(one), startsAt)).status, 422, startsAt);
  assert.deepEqual(await read(one.id), one);
});

test("twenty equal wishes at once have one effect", async () => {
  const one = await planned();
  const wish = times((await ask(tokenOf(one))).page)[5] ?? "";
  const lines = await historyLength(one.id);
  const answers = await Promise.all(Array.from({ length: 20 }, () => move(tokenOf(one), wish)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  const after = await read(one.id);
  assert.equal(after.version, one.version + 1);
  assert.equal(after.startsAt, wish);
  const versions = await house.sql<{ version: number }>(
    "select distinct version from appointment_history where record_id = $1 and version > $2",
    [one.id, one.version],
  );
  assert.deepEqual(versions, [{ version: one.version + 1 }]);
  assert.ok((await historyLength(one.id)) > lines);
});

test("twenty customers who want the last bay at once: one has it, the others are told what is free, none sees an error", async () => {
  const begins = await freeTimes(11, "battery-check");
  const apart = begins.filter((_, n) => n % 8 === 0);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      planned({ name: `客${n}`, startsAt: apart[n % apart.length], work: "battery-check" }),
    ),
  );
  const wish = times((await ask(tokenOf(all[0] as Appointment))).page)[0] ?? "";
  const answers = await Promise.all(all.map((one) => move(tokenOf(one), wish)));
  const byStatus = Object.groupBy(answers, ({ status }) => String(status));
  assert.deepEqual(Object.keys(byStatus).sort(), ["200", "422"]);
  assert.equal(byStatus["200"]?.length, 1);
  assert.ok(byStatus["422"]?.every(({ page }) => times(page).length === 3));
  const there = await house.sql(
    "select id from appointment where starts_at = $1 and work = 'battery-check' and not is_beside_plan and status = 'planned'",
    [wish],
  );
  assert.equal(there.length, 1);
});

test("more than 60 posts a minute from one address are asked to wait", async () => {
  const one = await planned();
  const post = async (): Promise<number> =>
    (
      await fetch(`${house.address()}/appointments/c/${tokenOf(one)}`, {
        method: "POST",
        body: new URLSearchParams({}),
      })
    ).status;
  const statuses = await Promise.all(Array.from({ length: 70 }, post));
  assert.equal(statuses.filter((status) => status === 429).length, 10);
});
