import assert from "node:assert/strict";
import { freeSlots, type Slot } from "#modules/service/free-slots.ts";
import { planRoute } from "#modules/service/plan.route.ts";
import { workNamed, workshopOf } from "#modules/service/workshop.queries.ts";
import { dayAfter, unknownWork } from "#modules/service/workshop.ts";
import { beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { bareBooking, bareSlots } from "./book-floor.ts";
import { askDesk } from "./desk.ts";
import type { Ground } from "./ground.ts";
import { type Pace, sideBySide, tableHead } from "./rounds.ts";
import { advisorOf, dealerCode, work } from "./tenant.ts";
import { atQuarter, fillWeek, openWorkshop, tomorrow, type Workshop, workingDay } from "./workshop-rows.ts";

const size = { bays: 10, advisors: 5 };

/** The dealer's book: the free slots of a week, and booking, over HTTP and at the desk, beside SQL by hand. */
export async function benchBook(ground: Ground, pace: Pace): Promise<void> {
  console.log("\n## The dealer's book\n\nfilling the week of 51 dealers…");
  const shops: Workshop[] = [];
  for (let n = 0; n <= 50; n += 1) {
    const shop = await openWorkshop(ground.db, dealerCode(n), size);
    await fillWeek(ground.db, shop, 1 + n);
    shops.push(shop);
  }
  for (const table of ["appointment", "service_bay", "service_advisor"]) await ground.sql(`vacuum analyze ${table}`);
  await sayHowFull(ground);
  await sayTheSame(ground);
  console.log(`\n${tableHead}`);
  await slots(ground, pace);
  await bookings(ground, shops, pace);
}

async function sayHowFull({ sql }: Ground): Promise<void> {
  const [row] = await sql<{ count: number; hours: number }>(
    `select count(*)::integer as count, (sum(extract(epoch from ends_at - starts_at)) / 3600)::float as hours from appointment`,
  );
  const open = 51 * size.bays * 6 * 9;
  const full = Math.round(((row?.hours ?? 0) * 100) / open);
  console.log(`${row?.count} appointments; ${full} % of the bays' hours are taken`);
}

const advisor = advisorOf("D000");
const days = 7;
const week = `/service-slots?from=${tomorrow}&days=${days}`;
const slotsAtDesk = ({ db }: Ground): Promise<Slot[]> =>
  db.as(advisor, async (tx) => {
    const fromMs = Date.parse(`${dayAfter(tomorrow, -1)}T00:00:00Z`);
    const [shop, kind = unknownWork] = await Promise.all([
      workshopOf(tx, { dealer: "D000" }, { fromMs, untilMs: fromMs + (days + 3) * 86_400_000 }),
      workNamed(tx, null),
    ]);
    if (!shop) throw new Error("no such dealer");
    return [...freeSlots(shop, kind, { from: tomorrow, days, fromMs: Date.parse(tx.at) })];
  });
const slotsBare = ({ bare }: Ground): Promise<Slot[]> =>
  bare.run<Slot>(beginAs(advisor, now()), [bareSlots("D000", tomorrow, days, now())]);

/** All three give the same slots, with the same bays and advisors; else the bench ends here. */
async function sayTheSame(ground: Ground): Promise<void> {
  const { authorization, api } = ground;
  const { items } = await api.read<{ items: Slot[] }>(week, { headers: { authorization } });
  const inOrder = (all: Slot[]) =>
    all.map((slot) => ({ ...slot, bays: slot.bays.toSorted(), advisors: slot.advisors.toSorted() }));
  const bare = inOrder(await slotsBare(ground));
  assert.deepEqual(inOrder(items), bare, "HTTP and the bare SQL give the same slots");
  assert.deepEqual(inOrder(await slotsAtDesk(ground)), bare, "the desk and the bare SQL give the same slots");
  assert.ok(bare.length > 50, "there is something to find");
  console.log(
    `HTTP, desk and bare SQL give the same ${bare.length} beginnings of 198, each with the same bays and advisors`,
  );
}

function slots(ground: Ground, pace: Pace): Promise<void> {
  const { api, authorization } = ground;
  const name = `free slots of ${days} days, 10 bays`;
  const ours = [
    { name: `${name}, over HTTP`, work: () => api.ask(week, { headers: { authorization } }) },
    { name: `${name}, at the desk`, work: () => slotsAtDesk(ground) },
  ];
  return sideBySide(pace, ours, { name: "bare", work: () => slotsBare(ground) });
}

const [opensAt, hours, spread] = [36, 9, 30];
/** The n-th fresh time of a dealer: neighbours are different times, and each time comes back once for each advisor. */
function freshTimes(): () => { startsAt: string; nth: number } {
  let n = 0;
  return () => {
    const spots = spread * hours;
    const [turn, within] = [Math.floor(n / (spots * size.advisors)), n % (spots * size.advisors)];
    const [spot, nth] = [within % spots, Math.floor(within / spots)];
    n += 1;
    const on = workingDay(turn * spread + Math.floor(spot / hours));
    return { startsAt: atQuarter(on, opensAt + 4 * (spot % hours)), nth };
  };
}

/** Each side books at a dealer of its own, so that none finds the other's appointments in its way. */
function bookings(ground: Ground, shops: readonly Workshop[], pace: Pace): Promise<void> {
  const { api, authorization, bare, db } = ground;
  const [, second, third] = shops as [Workshop, Workshop, Workshop];
  const said = { name: "佐藤 花子", phone: "+81312345678", work: work.code };
  const headers = { authorization, "content-type": "application/json" };
  const [overHttp, atDesk, bareTimes] = [freshTimes(), freshTimes(), freshTimes()];
  const asked = (startsAt: string) => ({ ...said, startsAt, mustBeFree: true });
  const [deskAdvisor, bareAdvisor] = [advisorOf(second.dealer), advisorOf(third.dealer)];
  const post = () => api.ask("/appointments", { method: "POST", headers }, JSON.stringify(asked(overHttp().startsAt)));
  const insert = () => {
    const { startsAt, nth } = bareTimes();
    const place = { bay: third.bays[nth] ?? "", advisor: third.advisors[nth] ?? "" };
    return bare.run(beginAs(bareAdvisor, now()), [bareBooking({ ...said, ...place, startsAt }, bareAdvisor, now())]);
  };
  const ours = [
    { name: "booking at a free time, over HTTP", work: post },
    {
      name: "booking at a free time, at the desk",
      work: () => askDesk(db, deskAdvisor, planRoute, asked(atDesk().startsAt)),
    },
  ];
  return sideBySide(pace, ours, { name: "bare", work: insert });
}
