import { Temporal } from "temporal-polyfill";
import type { Day } from "#platform/record/index.ts";
import type { equipment } from "./service-work.record.ts";

/** Wall times of the dealer's zone by weekday (1 = Monday); a day may have two entries around a break. */
export type Hours = readonly { weekday: number; opens: string; closes: string }[];
type Absences = readonly { startsOn: Day; endsOn: Day }[];
type Equipment = (typeof equipment)[number];
export type Bay = { id: string; name: string; equipment: readonly Equipment[]; hours: Hours; absences: Absences };
export type Advisor = { id: string; name: string; hours: Hours; absences: Absences };
/** An appointment that keeps a bay or an advisor; moments in milliseconds since 1970. */
export type Busy = {
  id: string;
  bay: string | null;
  advisor: string | null;
  startsMs: number;
  endsMs: number;
  advisorUntilMs: number;
};
/** What free places are computed from: one dealer's workshop and whatever is planned in the time looked at. */
export type Workshop = {
  dealer: string;
  country: string;
  zone: string;
  hours: Hours;
  holidays: readonly Day[];
  /** What those days are called, where somebody reads them. */
  holidayNames?: Readonly<Record<Day, string>>;
  bays: readonly Bay[];
  advisors: readonly Advisor[];
  busy: readonly Busy[];
};
/** A kind of work as the plan needs it. */
export type Work = { code: string; minutes: number; advisorMinutes: number; needs: readonly Equipment[] };
/** From when until when something is open, in milliseconds since 1970. */
export type Window = { fromMs: number; untilMs: number };

const minuteMs = 60_000;
/** Work of which nothing is known keeps an hour of a bay and a quarter of an advisor. */
export const unknownWork: Work = { code: "", minutes: 60, advisorMinutes: 15, needs: [] };

/** The calendar day of a moment in a zone. */
export const dayOf = (atMs: number, zone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The day some days later. */
export const dayAfter = (on: Day, days: number): Day => Temporal.PlainDate.from(on).add({ days }).toString();

/** The first moment of a day in a zone. */
export const startOfDay = (on: Day, zone: string): number =>
  Temporal.PlainDate.from(on).toZonedDateTime(zone).epochMilliseconds;

/** The moment at which the clock on the wall shows this time; a time that is skipped in spring is read an hour later. */
const atWall = (on: Day, time: string, zone: string): number =>
  Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: time.padStart(5, "0") }).epochMilliseconds;

/** The opening windows of a day, earliest first; none on a holiday of the dealer. */
export function windowsOn(shop: Pick<Workshop, "zone" | "hours" | "holidays">, on: Day, own: Hours = []): Window[] {
  if (shop.holidays.includes(on)) return [];
  const weekday = Temporal.PlainDate.from(on).dayOfWeek;
  return (own.length > 0 ? own : shop.hours)
    .filter((entry) => entry.weekday === weekday)
    .map(({ opens, closes }) => ({ fromMs: atWall(on, opens, shop.zone), untilMs: atWall(on, closes, shop.zone) }))
    .sort((a, b) => a.fromMs - b.fromMs);
}

const isAway = (absences: Absences, on: Day): boolean =>
  absences.some(({ startsOn, endsOn }) => startsOn <= on && on <= endsOn);

/** When a bay or an advisor is there on a day; `open` are the dealer's own windows of that day. */
export function presence(
  shop: Workshop,
  one: { hours: Hours; absences: Absences },
  on: Day,
  open: readonly Window[] = windowsOn(shop, on),
): readonly Window[] {
  if (isAway(one.absences, on)) return [];
  return one.hours.length > 0 ? windowsOn(shop, on, one.hours) : open;
}

/** Whether work that begins at `startsMs` begins while open, and ends before the day's last closing: a break does not end it. */
function fits(windows: readonly Window[], startsMs: number, minutes: number): boolean {
  const last = windows.at(-1);
  if (!last || startsMs + minutes * minuteMs > last.untilMs) return false;
  return windows.some(({ fromMs, untilMs }) => fromMs <= startsMs && startsMs < untilMs);
}

/** Whether two spans, in milliseconds since 1970, share a moment; what only touches does not. */
export const overlaps = (fromMs: number, untilMs: number, startsMs: number, endsMs: number): boolean =>
  fromMs < endsMs && startsMs < untilMs;

/** One day of a workshop, ready to be asked about many beginnings of one kind of work. */
export class WorkshopDay {
  readonly #work: Work;
  readonly #bays: { bay: Bay; windows: readonly Window[]; busy: Busy[] }[];
  readonly #advisors: { advisor: Advisor; windows: readonly Window[]; busy: Busy[] }[];
  readonly windows: readonly Window[];

  /** `except` is the appointment that is being moved: it is not in its own way. */
  constructor(shop: Workshop, work: Work, on: Day, except?: string) {
    this.#work = work;
    this.windows = windowsOn(shop, on);
    const byBay = Map.groupBy(shop.busy, ({ bay }) => bay);
    const byAdvisor = Map.groupBy(shop.busy, ({ advisor }) => advisor);
    const others = (busy: Busy[] | undefined) => (busy ?? []).filter(({ id }) => id !== except);
    this.#bays = shop.bays
      .filter(({ equipment }) => work.needs.every((need) => equipment.includes(need)))
      .map((bay) => ({ bay, windows: presence(shop, bay, on, this.windows), busy: others(byBay.get(bay.id)) }));
    this.#advisors = shop.advisors.map((advisor) => ({
      advisor,
      windows: presence(shop, advisor, on, this.windows),
      busy: others(byAdvisor.get(advisor.id)),
    }));
  }

  /** The bays free for the work from then on: the plainest first, so that special ones stay free for what needs them. */
  freeBays(startsMs: number): Bay[] {
    const { minutes } = this.#work;
    const endsMs = startsMs + minutes * minuteMs;
    return this.#bays
      .filter(({ windows }) => fits(windows, startsMs, minutes))
      .filter(({ busy }) => !busy.some((one) => overlaps(one.startsMs, one.endsMs, startsMs, endsMs)))
      .map(({ bay }) => bay)
      .sort((a, b) => a.equipment.length - b.equipment.length || (a.name < b.name ? -1 : 1));
  }

  /** The advisors free to take the car in: whoever has least to do that day first. */
  freeAdvisors(startsMs: number): Advisor[] {
    const { advisorMinutes } = this.#work;
    const endsMs = startsMs + advisorMinutes * minuteMs;
    return this.#advisors
      .filter(({ windows }) => fits(windows, startsMs, advisorMinutes))
      .filter(({ busy }) => !busy.some((one) => overlaps(one.startsMs, one.advisorUntilMs, startsMs, endsMs)))
      .sort((a, b) => a.busy.length - b.busy.length || (a.advisor.name < b.advisor.name ? -1 : 1))
      .map(({ advisor }) => advisor);
  }
}
