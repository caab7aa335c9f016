import { mail } from "#modules/mails/index.ts";
import { mailsFor } from "#modules/service/appointment.mails.ts";
import type { ToldAppointment } from "#modules/service/appointment-letter.queries.ts";
import { begin } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { after, dayLength } from "./calendar.ts";
import { chanceOf } from "./chance.ts";
import { type Ending, liveMail } from "./mail-life.ts";
import type { MarketPlan } from "./market.ts";
import type { StaffMember } from "./network.ts";
import type { Table, Values } from "./rows.ts";

const record = mail as unknown as AnyRecord;
const daysKept = 7;
const accepted: Ending = { move: "accept", answer: "250 2.0.0 OK: queued" };
/** What became of two confirmations, where it can be at the dealer whom the guides name: nobody knows, and no such mailbox. */
const oddities: readonly Ending[] = [
  { move: "doubt", answer: "the connection ended" },
  { move: "park", answer: "550 5.1.1 User unknown" },
];

/** The language that most of a dealer's people work in, as the appointment's mails see it. */
function languageAt(staff: readonly StaffMember[], code: string): string | null {
  const people = new Map(staff.filter(({ dealer }) => dealer === code).map(({ id, language }) => [id, language]));
  const counted = [...Map.groupBy(people.values(), (language) => language)];
  const most = counted.sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))[0];
  return most?.[0] ?? null;
}

/** An appointment as its mails saw it when it was booked. */
function toldWhenBooked(row: Values, dealer: Values, dealerLanguage: string | null): ToldAppointment {
  const { name, email, phone, street, city, postalCode, zone, country, customerChangeHours } = dealer;
  const place = { street, city, postalCode, zone, country, customerChangeHours };
  const unread = { workNames: null, model: null, plate: null }; // who is told, and when, does not hang on these
  const its = { dealerName: name, dealerEmail: email, dealerPhone: phone, dealerLanguage };
  return { ...row, ...place, ...unread, ...its, status: "planned" } as unknown as ToldAppointment;
}

export type MailGround = {
  appointments: readonly Values[];
  dealers: readonly Values[];
  staff: readonly StaffMember[];
  now: Instant;
};

/**
 * The mails of the demo's appointments of the last week and of those to come, planned the way a booking plans them: what
 * was due is sent, what is to come waits. Of two of each company it is not known, or known badly, how they ended.
 */
export function mailsOf({ tenant, dealers: plans }: MarketPlan, ground: MailGround, seed: number): Table {
  const { appointments, dealers, staff, now } = ground;
  const chance = chanceOf(seed, `mails ${tenant.code}`);
  const since = after(now, -daysKept * dayLength);
  const byCode = new Map(dealers.map((row) => [row.code, { row, language: languageAt(staff, String(row.code)) }]));
  const begun = appointments.flatMap((row) => {
    const home = byCode.get(row.dealer);
    if (!home || String(row.startsAt) < since) return [];
    const bookedAt = String(row.createdAt);
    const planned = mailsFor(toldWhenBooked(row, home.row, home.language), new Map(), bookedAt);
    return planned.map((one) =>
      begin(record, { ...one, id: chance.id(bookedAt), handOverCount: 0, refusalCount: 0 }, bookedAt, "UTC"),
    );
  });
  const odd = oddOnes(begun, plans[0]?.code ?? "", now);
  const lives = begun.map((row) => liveMail(row, odd.get(row) ?? accepted, now));
  return { record, rows: lives.map(({ row }) => row), history: lives.flatMap(({ history }) => history) };
}

/**
 * The newest confirmations that were answered, each with an ending that needs a look: of customers still to come first, then at
 * this dealer, since a week of closed days may leave that one too few.
 */
function oddOnes(begun: readonly Values[], dealer: string, now: Instant): Map<Values, Ending> {
  const isAnswered = ({ sendAt }: Values): boolean => String(sendAt) < after(now, -60_000);
  const rank = (row: Values): number => (String(row.uselessFrom) > now ? 2 : 0) + (row.dealer === dealer ? 1 : 0);
  const newest = begun
    .filter((row) => row.audience === "customer" && row.kind === "appointment-confirmed" && isAnswered(row))
    .toSorted((a, b) => rank(b) - rank(a) || (String(a.sendAt) > String(b.sendAt) ? -1 : 1));
  return new Map(oddities.flatMap((ending, nth) => (newest[nth] ? [[newest[nth], ending] as const] : [])));
}
