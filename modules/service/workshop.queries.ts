import { seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Instant } from "#platform/record/index.ts";
import { appointment } from "./appointment.record.ts";
import type { Advisor, Bay, Busy, Hours, Work, Workshop } from "./workshop.ts";

/** Whose workshop: a dealer's by code, that of an appointment, or that of a lead. */
export type Whose = { dealer: string } | { appointment: string } | { lead: string };
/** The time looked at; an appointment that touches it is read. */
export type Span = { fromMs: number; untilMs: number };

const dealerOf = (whose: Whose): { name: string; code: string; value: string } => {
  if ("dealer" in whose) return { name: "dealer", code: "$1", value: whose.dealer };
  if ("lead" in whose)
    return { name: "lead", code: "(select dealer from aftersales_lead where id = $1)", value: whose.lead };
  return { name: "appointment", code: "(select dealer from appointment where id = $1)", value: whose.appointment };
};

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;
type Row = {
  dealer: string;
  country: string;
  zone: string;
  hours: Hours;
  holidays: { on: string; name: string }[];
  bays: Bay[] | null;
  advisors: Advisor[] | null;
  busy: Busy[] | null;
};

/** Around the time that an appointment has already. */
const own = {
  from: "(select starts_at - interval '1 day' from appointment where id = $1)",
  until: "(select ends_at + interval '1 day' from appointment where id = $1)",
};

/**
 * A dealer's workshop and what is planned in the span, or around the time an appointment has, in one round trip; undefined
 * where there is no such dealer.
 */
export async function workshopOf(tx: Transaction, whose: Whose, span: Span | "own"): Promise<Workshop | undefined> {
  const { name, code, value } = dealerOf(whose);
  const values: unknown[] = span === "own" ? [value] : [value, instant(span.fromMs), instant(span.untilMs)];
  const { from, until } = span === "own" ? own : { from: "$2::timestamptz", until: "$3::timestamptz" };
  const seen = seePredicate(appointment, tx.actor, values, "a");
  const [row] = await tx.query<Row>({
    name: `workshop:${name}:${span === "own" ? "own:" : ""}${seen}`,
    text: `select d.code as dealer, d.country, d.zone, d.hours, d.holidays,
      (select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'equipment', b.equipment, 'hours', b.hours, 'absences', b.absences))
        from service_bay b where b.dealer = d.code and b.is_active) as bays,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'hours', p.hours, 'absences', p.absences))
        from service_advisor p where p.dealer = d.code and p.is_active) as advisors,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'bay', a.bay, 'advisor', a.advisor, 'startsMs', ${ms("a.starts_at")},
          'endsMs', ${ms("a.ends_at")}, 'advisorUntilMs', ${ms("a.advisor_until_at")}))
        from appointment a where a.dealer = d.code and ${seen} and a.status in ('planned', 'arrived')
          and a.ends_at > ${from} and a.starts_at < ${until} and a.starts_at > ${from} - interval '24 hours') as busy
      from dealer d where d.code = ${code}`,
    values,
  });
  if (!row) return undefined;
  const { bays, advisors, busy, holidays, ...kept } = row;
  return {
    ...kept,
    holidays: holidays.map(({ on }) => on),
    holidayNames: Object.fromEntries(holidays.map(({ on, name }) => [on, name])),
    bays: bays ?? [],
    advisors: advisors ?? [],
    busy: busy ?? [],
  };
}

const instant = (atMs: number): Instant => new Date(atMs).toISOString();

/**
 * Lets those who move an appointment of a dealer go one after the other until their transactions end: two of them could
 * otherwise wait for each other at the constraint. Whoever only adds one need not wait: PostgreSQL lets no circle come of that.
 */
export const queueMovers = (tx: Transaction, whose: Exclude<Whose, { dealer: string }>): Promise<unknown> => {
  const { name, value } = dealerOf(whose);
  const table = "lead" in whose ? "aftersales_lead" : "appointment";
  return tx.query({
    name: `workshop:queue:${name}`,
    text: `select pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || r.dealer, 4604)) from ${table} r where r.id = $1`,
    values: [value],
  });
};

/** The kind of work with this code; without one that of the appointment or the lead's, else the default; undefined where none is set up. */
export async function workNamed(
  tx: Transaction,
  code: string | null,
  of: Exclude<Whose, { dealer: string }> | null = null,
): Promise<Work | undefined> {
  const isLead = of !== null && "lead" in of;
  const now = isLead ? "lead = $2 and status = 'planned' order by starts_at desc limit 1" : "id = $2";
  const [work] = await tx.query<Work>({
    name: `service-work:named:${isLead}`,
    text: `select w.code, w.minutes, w.advisor_minutes as "advisorMinutes", w.needs from service_work w
      where w.is_active and (w.code = $1 or ($1::text is null and (w.is_default or w.code = (select work from appointment where ${now}))))
      order by w.is_default limit 1`,
    values: [code, of === null ? null : isLead ? of.lead : of.appointment],
  });
  return work;
}

/** What of its lead keeps an appointment from being planned again: another one that is, or the end of the lead. */
export async function leadNow(
  tx: Transaction,
  appointment: string,
): Promise<{ isLeadRebooked: boolean; isLeadClosed: boolean }> {
  const [now] = await tx.query<{ isLeadRebooked: boolean; isLeadClosed: boolean }>({
    name: "appointment:lead-now",
    text: `select exists (select from appointment o where o.lead = a.lead and o.id <> a.id and o.status = 'planned') as "isLeadRebooked",
        exists (select from aftersales_lead l where l.id = a.lead and l.status in ('closed-without-sale', 'sales-lost')) as "isLeadClosed"
      from appointment a where a.id = $1`,
    values: [appointment],
  });
  return now ?? { isLeadRebooked: false, isLeadClosed: false };
}
