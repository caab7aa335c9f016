import type { Sla } from "#modules/aftersales-leads/index.ts";
import { seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type Day, daysLater } from "#platform/record/index.ts";
import type { Subject } from "./subject.ts";

/** A service level of a dealer as it is, and as it would be. */
export type Rehearsed = { name: string; part: number; of: number; wouldBe: number; wouldOf: number };
export type RehearsedDealer = { dealer: string; rates: Rehearsed[] };

/** Days later in the dealer's calendar at the same time of day; a time that comes twice is the first one, as for the clocks. */
function daysLaterSql(days: string): string {
  const local = `((r.assigned_at at time zone d.zone) + make_interval(days => ${days}))`;
  const at = `(${local} at time zone d.zone)`;
  return `(case when ((${at} - interval '1 hour') at time zone d.zone) = ${local} then ${at} - interval '1 hour' else ${at} end)`;
}

const closed = "r.status in ('closed-with-sale', 'closed-without-sale')";
/** When a lead is in time under the limits in the row `p`, as its own stamps say and not its verdicts. */
const inTime: Readonly<Record<string, (p: string) => string>> = {
  "first-contact": (p) => `r.first_contact_at <= r.assigned_at + make_interval(hours => ${p}.first_contact_hours)`,
  management: (p) => `(${closed} and r.final_at <= ${daysLaterSql(`${p}.management_days`)})
    or (${p}.booked_counts @> array['management'] and r.booked_at <= ${daysLaterSql(`${p}.management_days`)})`,
  "fully-managed": (p) => `(${closed} and r.final_at <= ${daysLaterSql(`${p}.lifetime_days`)})
    or (${p}.booked_counts @> array['fully-managed'] and r.status = 'booked')`,
};

const rulesIn = (slot: string): string =>
  `select x."firstContactHours" as first_contact_hours, x."managementDays" as management_days,
      x."lifetimeDays" as lifetime_days, x."bookedCounts" as booked_counts
    from jsonb_to_record(${slot}::jsonb) as x("firstContactHours" integer, "managementDays" integer, "lifetimeDays" integer, "bookedCounts" text[])`;

/** The first day of the leads whose life is not over on `to`. */
const firstDay = (to: Day, lifetimeDays: number): Day => daysLater(to, 1 - lifetimeDays);

/**
 * What a draft would make of the leads assigned from `from` to `to` (days of their dealers), beside what the rules in force
 * on `to` make of them: both look at all of these leads, also at those assigned under older rules. The third service level
 * looks at the last days of a lead's life. By dealer, of those that the actor sees.
 */
export async function rehearse(
  tx: Transaction,
  { record, rates }: Subject,
  inForce: Sla,
  draft: Sla,
  { from, to }: { from: Day; to: Day },
): Promise<RehearsedDealer[]> {
  const values: unknown[] = [JSON.stringify(inForce), JSON.stringify(draft), from, to];
  values.push(firstDay(to, inForce.lifetimeDays), firstDay(to, draft.lifetimeDays));
  const see = seePredicate(record, tx.actor, values);
  const counts = rates.map(({ name }, i) => {
    const [is, would] =
      name === "fully-managed" ? ["assigned_on >= $5::date", "assigned_on >= $6::date"] : ["true", "true"];
    return `count(*) filter (where is_${i} and ${is})::integer as part_${i}, count(*) filter (where ${is})::integer as of_${i},
      count(*) filter (where would_${i} and ${would})::integer as would_be_${i}, count(*) filter (where ${would})::integer as would_of_${i}`;
  });
  const judged = rates.map(
    ({ name }, i) => `${inTime[name]?.("in_force")} as is_${i}, ${inTime[name]?.("draft")} as would_${i}`,
  );
  const rows = await tx.query<Record<string, number> & { dealer: string }>({
    text: `with in_force as (${rulesIn("$1")}), draft as (${rulesIn("$2")}), judged as (
        select r.dealer, r.assigned_on, ${judged.join(", ")}
        from aftersales_lead r join dealer d on d.code = r.dealer cross join in_force cross join draft
        where ${see} and r.assigned_on between $3::date and $4::date)
      select dealer, ${counts.join(", ")} from judged group by dealer order by dealer`,
    values,
  });
  const number = (row: Record<string, unknown>, name: string): number => Number(row[name] ?? 0);
  return rows.map((row) => ({
    dealer: row.dealer,
    rates: rates.map(({ name }, i) => ({
      name,
      part: number(row, `part_${i}`),
      of: number(row, `of_${i}`),
      wouldBe: number(row, `would_be_${i}`),
      wouldOf: number(row, `would_of_${i}`),
    })),
  }));
}
