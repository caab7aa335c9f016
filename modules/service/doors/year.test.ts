import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { asSystem } from "#platform/access/index.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import type { Instant } from "#platform/record/index.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { appointmentDesk } from "../appointment.desk.ts";

const zones = ["Asia/Tokyo", "Europe/Moscow", "America/New_York", "Europe/Berlin"];
const tenant = { code: "neo-jp", schema: "t_neo_jp" };
const [hourMs, dayMs] = [3_600_000, 86_400_000];

let office: PostOffice;
let house: TestHouse;
let dealers: { code: string; zone: string }[];
before(async () => {
  office = await openPostOffice();
  house = await openTestHouse(undefined, { SMTP_URL: office.url });
  await house.sql("update appointment set status = 'missed', final_at = $1 where status = 'planned'", [now()]);
  const rows = await house.sql<{ code: string }>(
    "select code from dealer order by (code = 'SAKURA') desc, code limit 4",
  );
  dealers = rows.map(({ code }, n) => ({ code, zone: zones[n] ?? "UTC" }));
  for (const { code, zone } of dealers) await house.sql("update dealer set zone = $2 where code = $1", [code, zone]);
});
after(async () => {
  await house.close();
  await office.close();
});

/** How a clock on the wall of a zone shows a moment: the oracle, which knows nothing of how reminders are computed. */
function wall(at: Instant, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const [day = "", time = ""] = parts.format(new Date(at)).split(" ");
  return { day, time };
}
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);

/** A moment between 18 and 19 o'clock in the zone, on the day that the moment given has there. */
function evening(day: string, zone: string): Instant {
  for (let at = Date.parse(`${day}T00:00:00Z`) - 14 * hourMs; ; at += hourMs) {
    const seen = wall(new Date(at).toISOString(), zone);
    if (seen.day === day && seen.time.startsWith("18:")) return new Date(at).toISOString();
  }
}

/** Days of the coming year: every other week, and the day after each change of summer time in one of the zones. */
function daysOfYear(): string[] {
  const days = new Set<string>();
  for (let n = 3; n < 365; n += 1) {
    const at = plusMs(now(), n * dayMs);
    const isChange = zones.some(
      (zone) => wall(at, zone).time.slice(0, 2) !== wall(plusMs(at, dayMs), zone).time.slice(0, 2),
    );
    if (n % 14 === 3) days.add(at.slice(0, 10));
    if (isChange) for (const more of [1, 2]) days.add(plusMs(at, more * dayMs).slice(0, 10));
  }
  return [...days].sort();
}

type Row = { id: string; startsAt: Instant; zone: string };

/** One appointment with each dealer on that day, and one more that will be called off. */
async function plan(day: string): Promise<{ kept: Row[]; others: string[] }> {
  const row = ({ code, zone }: (typeof dealers)[number]) => {
    const startsAt = evening(day, zone);
    const place = {
      startsAt,
      endsAt: plusMs(startsAt, hourMs),
      advisorUntilAt: startsAt,
      isBesidePlan: true,
      sequence: 0,
    };
    return { ...place, dealer: code, name: "一年", email: "year@example.org", language: "ja", remindCustomer: true };
  };
  const ids = await house.put("appointment", dealers.map(row));
  const others = await house.put("appointment", dealers.map(row));
  const kept = ids.map((id, n) => ({ id, startsAt: row(dealers[n] as never).startsAt, zone: dealers[n]?.zone ?? "" }));
  return { kept, others };
}

/** Calls off what has its reminders planned already. */
async function callOff(ids: string[]): Promise<void> {
  await eventually("their reminders are planned", async () => {
    const [row] = await house.sql<{ n: number }>(
      "select count(distinct about_id)::integer as n from mail where kind = 'appointment-reminder' and about_id = any($1)",
      [ids],
    );
    return row?.n === ids.length;
  });
  await house.database.as(asSystem(tenant, "the year's test calls off"), async (tx) => {
    for (const id of ids) await makeByProgram(tx, appointmentDesk, id, "cancel", { by: "customer" });
  });
  await eventually("nothing of them is planned any more", async () => {
    const [row] = await house.sql<{ n: number }>(
      "select count(*)::integer as n from mail where status in ('planned', 'due') and about_id = any($1)",
      [ids],
    );
    return row?.n === 0;
  });
}

const isoDuration = (ms: number): string => `PT${Math.round(ms / 1000)}S`;

test("through a year in four time zones every reminder goes once, at ten o'clock of the dealer's day before", async () => {
  const days = daysOfYear();
  const plans = await Promise.all(days.map(plan));
  const kept = plans.flatMap((one) => one.kept);
  await callOff(plans.flatMap(({ others }) => others));
  assert.ok(kept.length >= 100, `${kept.length} appointments`);
  for (const [n, day] of days.entries()) {
    const first = Math.min(...(plans[n]?.kept ?? []).map(({ startsAt }) => Date.parse(startsAt)));
    await house.travel(isoDuration(first - hourMs - Date.parse(now())));
    await eventually(`all reminders for ${day} have gone`, async () => {
      const [row] = await house.sql<{ n: number }>(
        "select count(*)::integer as n from mail where status in ('due', 'sending')",
      );
      return row?.n === 0;
    });
  }
  const released = await house.sql<{ about: string; audience: string; at: Date | string; status: string }>(
    `select m.about_id as about, m.audience, h.at, m.status from mail m join mail_history h on h.record_id = m.id and h.move = 'release'
     and h.field = 'status' where m.kind = 'appointment-reminder'`,
  );
  for (const { id, startsAt, zone } of kept) {
    const its = released.filter(({ about }) => about === id);
    assert.deepEqual(its.map(({ audience }) => audience).sort(), ["customer", "dealer"], `${startsAt} ${zone}`);
    for (const { at, status } of its) {
      const moment = new Date(at).toISOString();
      assert.deepEqual(wall(moment, zone), { day: dayBefore(wall(startsAt, zone).day), time: "10:00" });
      assert.equal(status, "sent");
    }
  }
  const off = new Set(plans.flatMap(({ others }) => others));
  assert.deepEqual(
    released.filter(({ about }) => off.has(about)),
    [],
  );
  console.log(`${kept.length} appointments on ${days.length} days, ${office.taken.length} mails`);
});
