import type { Instant } from "#platform/record/index.ts";
import { after, atWork, dayAfter, dayLength, hour, slot } from "./calendar.ts";
import type { Car } from "./cars.ts";
import type { Chance } from "./chance.ts";
import type { Act } from "./lead-life.ts";
import type { Values, Who } from "./rows.ts";
import { staffNoteIn } from "./words.ts";

/** Who works a lead, where, and what the rules may know. */
export type Bench = {
  chance: Chance;
  zone: string;
  restDay: number;
  /** How many first calls of a hundred this dealer makes while they are in time. */
  promptness: number;
  language: string;
  advisor: NonNullable<Who>;
  car: Car | null;
  reasons: ReadonlyMap<string, { category: string | null }>;
};

type Fate = "untouched" | "trying" | "sold" | "booked" | "closed" | "recontact";
const minute = 60_000;

/** What happens to a lead that was assigned at `at`, act by act; nothing of it is bound to happen before now. */
export function planFor(bench: Bench, at: Instant): Act[] {
  const { chance, car } = bench;
  const fate = chance.weighted<Fate>({
    untouched: 9,
    trying: 10,
    sold: car ? 36 : 0,
    booked: 9,
    closed: 28,
    recontact: 9,
  });
  if (fate === "untouched") return [];
  const reason = fate === "closed" ? reasonFor(bench) : null;
  const isReached = fate !== "trying" && reason !== "no-contact" && reason !== "wrong-number";
  const tries = attempts(bench, at, { isReached, atLeast: reason === "no-contact" ? 3 : 1 });
  const last = tries.at(-1)?.at ?? at;
  const then = after(last, chance.int(1, 9) * minute);
  const ends: Record<Exclude<Fate, "untouched">, () => Act[]> = {
    trying: () => [],
    sold: () => sale(bench, then),
    booked: () => withVisit(bench, booking(bench, then)),
    closed: () => [closing(bench, then, reason ?? "no-need")],
    recontact: () => [act(bench, "recontact", then, { at: slot(then, chance.int(12, 150), bench, chance) })],
  };
  const acts = [...tries, ...(chance.is(0.06) ? edit(bench, after(last, 30_000)) : []), ...ends[fate]()];
  return inOrder([...acts, ...acts.flatMap((one) => witnesses(bench, one))]);
}

/** What the mails of a booking prove of the contact: that one left, and of some customers that they answered it. */
function witnesses({ chance }: Bench, { move, at, asked }: Act): Act[] {
  if (move !== "book" || !asked.remindCustomer) return [];
  const seen = (when: Instant, evidence: string): Act => ({
    at: when,
    move: "witness",
    asked: { evidence },
    by: null,
    mayFail: true,
  });
  const answered = chance.is(0.45) ? [seen(after(at, chance.int(3, 300) * minute), "confirmed")] : [];
  return [seen(after(at, minute), "logged"), ...answered];
}

const act = ({ advisor, car, reasons }: Bench, move: string, at: Instant, asked: Values): Act => ({
  at,
  move,
  asked,
  by: advisor,
  facts: { vehicle: car, closingReasons: reasons },
});

/** One to five tries over the days, at different times; how many begin within the 24 hours is the dealer's way. */
function attempts(bench: Bench, at: Instant, { isReached, atLeast }: { isReached: boolean; atLeast: number }): Act[] {
  const { chance, language, promptness } = bench;
  const count = Math.max(atLeast, Number(chance.weighted({ 1: 52, 2: 24, 3: 13, 4: 6, 5: 5 })));
  const isPrompt = chance.is(promptness / 100);
  let when = atWork(after(at, (isPrompt ? chance.int(10, 540) : chance.int(1500, 9000)) * minute), bench, chance);
  return Array.from({ length: count }, (_, n) => {
    const outcome = isReached && n === count - 1 ? "reached" : "not-reached";
    const channel = chance.weighted({ phone: 82, email: 9, text: 8, other: 1 });
    const note = chance.is(0.35) ? staffNoteIn(language, outcome === "reached" ? "reached" : "missed", chance) : null;
    const made = act(bench, "attempt", when, { channel, outcome, note });
    const isInTime = when < after(at, 23 * hour);
    const slip =
      n === 0 && isInTime && chance.is(0.03) ? [made, act(bench, "withdraw-attempt", after(when, 4000), {})] : [];
    const kept = slip.length > 0 ? { ...made, at: after(when, 15_000) } : made;
    when = atWork(after(kept.at, chance.int(20, 70) * hour), bench, chance);
    return [...slip, kept];
  }).flat();
}

function booking(bench: Bench, at: Instant): Act[] {
  const { chance } = bench;
  const book = (when: Instant, days: number): Act =>
    act(bench, "book", when, { at: slot(when, days, bench, chance), remindCustomer: chance.is(0.6) });
  const first = book(at, chance.int(2, 16));
  return chance.is(0.12) ? [first, book(after(at, chance.int(3, 40) * hour), chance.int(4, 20))] : [first];
}

/** Most sales follow a booking: some are closed at once, as the ten days advise, others after the visit. */
function sale(bench: Bench, at: Instant): Act[] {
  const { chance, car, language } = bench;
  const sell = (when: Instant): Act =>
    act(bench, "sell", when, { vin: car?.vin, notes: chance.is(0.5) ? staffNoteIn(language, "sold", chance) : null });
  if (chance.is(0.15)) {
    const direct = sell(atWork(after(at, chance.int(1, 60) * hour), bench, chance));
    return [{ ...direct, asked: { ...direct.asked, notes: staffNoteIn(language, "sold", chance) } }];
  }
  const booked = booking(bench, at);
  const last = booked.at(-1);
  const visit = String(last?.asked.at ?? at);
  const isAtOnce = chance.is(0.5);
  return [
    ...inOrder([
      ...booked,
      sell(isAtOnce ? after(last?.at ?? at, 3 * minute) : after(visit, chance.int(2, 30) * hour)),
      come(bench, visit),
    ]),
  ];
}

const inOrder = (acts: readonly Act[]): Act[] => acts.toSorted((a, b) => (a.at < b.at ? -1 : 1));

/** The customer brought the car: the dealer's book tells the lead. */
const come = (bench: Bench, visit: string): Act => ({
  ...act(bench, "follow-appointment", visit, { at: visit, visitedAt: visit }),
  by: null,
});

/** Seven of ten who booked come. */
function withVisit(bench: Bench, booked: Act[]): Act[] {
  const visit = String(booked.at(-1)?.asked.at);
  const comes = Math.floor(Date.parse(booked[0]?.at ?? visit) / 1000) % 10 < 7;
  return comes ? [...booked, come(bench, visit)] : booked;
}

const reasonFor = ({ chance, car }: Bench): string =>
  chance.weighted({
    "no-contact": 26,
    "no-need": 14,
    "no-time": 8,
    "wrong-number": 5,
    price: 10,
    competitor: 9,
    "already-serviced": 10,
    distance: 4,
    "car-not-included": 4,
    duplicate: 3,
    "not-owner": car && car.window.endsOn === null ? 6 : 0,
    other: 5,
  });

function closing(bench: Bench, at: Instant, reason: string): Act {
  const { chance, language } = bench;
  const notes = reason === "other" || chance.is(0.1) ? staffNoteIn(language, "other", chance) : null;
  const ownershipEndedOn = reason === "not-owner" ? dayAfter(at, -chance.int(5, 60)) : null;
  return act(bench, "close", at, { reason, notes, ownershipEndedOn });
}

/** A note that is written down in between. */
const edit = (bench: Bench, at: Instant): Act[] => [
  act(bench, "edit", at, { managementNotes: staffNoteIn(bench.language, "edited", bench.chance) }),
];

/** The call centre hands a lead to the dealer where it belongs, before anybody worked on it. */
export const handOver = (caller: NonNullable<Who>, at: Instant, dealer: string): Act => ({
  at: after(at, 40 * minute),
  move: "assign",
  asked: { dealer },
  by: caller,
  facts: { dealer: { code: dealer } },
});

/** How long ago leads came in, in milliseconds: some today, some these weeks, most before the last sixty days. */
export function ageOf(chance: Chance): number {
  const spans = { today: [0, 1], week: [1, 10], weeks: [10, 60], before: [60, 400] } as const;
  const [from, to] = spans[chance.weighted({ today: 1.5, week: 8, weeks: 25, before: 65.5 })];
  return Math.round((from + chance.next() * (to - from)) * dayLength);
}
