import { dayAfter, dayOf } from "#modules/service/workshop.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { diceOf } from "./dice.ts";
import { put, work, zone } from "./tenant.ts";

const there = { hours: [], absences: [], isActive: true };
const named = (word: string, n: number): string => `${word} ${String(n + 1).padStart(2, "0")}`;
export type Workshop = { dealer: string; bays: string[]; advisors: string[] };

/** Opens a workshop at a dealer; gives the ids of its bays and advisors in the order of their names. */
export async function openWorkshop(db: Database, dealer: string, size: { bays: number; advisors: number }) {
  const bays = Array.from({ length: size.bays }, newId);
  const advisors = Array.from({ length: size.advisors }, newId);
  const bay = (id: string, n: number) => ({ ...there, id, dealer, name: named("Bay", n), equipment: ["lift"] });
  const advisor = (id: string, n: number) => ({ ...there, id, dealer, name: named("Advisor", n), staff: null });
  await put(db, "service-bay", bays.map(bay));
  await put(db, "service-advisor", advisors.map(advisor));
  return { dealer, bays, advisors };
}

/** The day after today at the dealers, as the bench began: it stays when midnight passes. */
export const tomorrow: Day = dayAfter(dayOf(Date.parse(now()), zone), 1);

const weekdayOf = (on: Day): number => new Date(`${on}T00:00:00Z`).getUTCDay();
/** The n-th working day, Monday to Saturday, from the first Monday on that is at least eight days away. */
export function workingDay(nth: number): Day {
  const soonest = dayAfter(tomorrow, 7);
  const monday = dayAfter(soonest, (8 - weekdayOf(soonest)) % 7);
  return dayAfter(monday, Math.floor(nth / 6) * 7 + (nth % 6));
}

/** The moment so many quarters of an hour after midnight at the dealers, who know no summer time. */
export const atQuarter = (on: Day, quarter: number): Instant => {
  const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
  return new Date(`${on}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00+09:00`).toISOString();
};
const plusMinutes = (at: Instant, minutes: number): Instant =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

const [opensAt, quarters, long] = [36, 36, work.minutes / 15];
/** Where the appointments of one bay and day begin, in quarters from midnight: five or six, with gaps by chance. */
function beginnings(dice: (most: number) => number): number[] {
  const count = dice(10) < 4 ? 6 : 5;
  const gaps = Array.from({ length: quarters - count * long }, () => dice(count + 1));
  return Array.from({ length: count }, (_, n) => opensAt + n * long + gaps.filter((gap) => gap <= n).length);
}

/** Fills the seven days from tomorrow on to about 60 %, the same in every run but for the dates. */
export async function fillWeek(db: Database, shop: Workshop, seed: number): Promise<void> {
  const dice = diceOf(seed);
  const days = Array.from({ length: 7 }, (_, n) => dayAfter(tomorrow, n)).filter((on) => weekdayOf(on) !== 0);
  const planned = days.flatMap((on) => {
    const taken = new Map<number, number>();
    return shop.bays.flatMap((bay) =>
      beginnings(dice).flatMap((quarter) => {
        const nth = taken.get(quarter) ?? 0;
        taken.set(quarter, nth + 1);
        const advisor = shop.advisors[nth];
        return advisor ? [appointmentRow({ ...shop, bay, advisor }, atQuarter(on, quarter))] : []; // nobody takes it in
      }),
    );
  });
  await put(db, "appointment", planned);
}

const appointmentRow = (at: { dealer: string; bay: string; advisor: string }, startsAt: Instant) => ({
  id: newId(),
  dealer: at.dealer,
  bay: at.bay,
  advisor: at.advisor,
  ...{ name: "佐藤 花子", phone: "+81312345678", work: work.code, sequence: 0 },
  startsAt,
  endsAt: plusMinutes(startsAt, work.minutes),
  advisorUntilAt: plusMinutes(startsAt, work.advisorMinutes),
});
