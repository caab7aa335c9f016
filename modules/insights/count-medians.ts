import { partsOf, type Sla, slaOn } from "#modules/aftersales-leads/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { type CountLine, readCounts } from "#platform/counts/read-counts.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { type AnyRecord, type Day, daysLater } from "#platform/record/index.ts";
import { scopedDealers } from "./numbers.queries.ts";
import { usualDays } from "./question.ts";
import { regionalMedian } from "./regional-median.record.ts";
import type { Subject } from "./subject.ts";

const record = regionalMedian as unknown as AnyRecord;
/** A median of fewer would tell one dealer what another one reached. */
export const fewestDealers = 5;

/** The median of shares in per mille: the middle one, of two in the middle their mean; null of fewer than five. */
export function medianOf(shares: readonly number[]): number | null {
  if (shares.length < fewestDealers) return null;
  const sorted = [...shares].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return Math.round((low + high) / 2);
}

/** What one dealer reached of a rate, in per mille. */
const shareOf = ({ counts }: CountLine, rate: Subject["rates"][number], sla: Sla): number => {
  const part = partsOf(rate, sla).reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return Math.round((1000 * part) / (counts[rate.of] ?? 1));
};

/** Counts the median of every region once a day, over the sixty days that end with `day`; asked again it does nothing. */
export async function countMedians(
  db: Database,
  tenant: { code: string; schema: string },
  subject: Subject,
  day: Day,
): Promise<void> {
  await db.as(asSystem(tenant, "the medians of the regions"), async (tx) => {
    const [known, dealers, policies] = await Promise.all([
      tx.query({ text: "select 1 from regional_median where counted_on = $1 limit 1", values: [day] }),
      scopedDealers(tx, "en"),
      subject.policies(tx),
    ]);
    if (known.length > 0) return;
    const lines = await readCounts(tx, subject.record, { from: sixtyDaysTo(day), to: day, by: "dealer" });
    const byDealer = new Map(lines.map((line) => [line.key, line]));
    const sla = slaOn(policies, day);
    const rows = [...Map.groupBy(dealers, ({ region }) => region)].map(([region, its]) => {
      const counted = its
        .flatMap(({ code }) => byDealer.get(code) ?? [])
        .filter(({ counts }) => (counts.assigned ?? 0) > 0);
      const [firstContact, management, fullyManaged] = subject.rates.map((rate) =>
        medianOf(counted.map((line) => shareOf(line, rate, sla))),
      );
      const name = `${its[0]?.regionName ?? region} ${day}`;
      const codes = its.map(({ code }) => code);
      const given = {
        name,
        region,
        dealers: codes,
        countedOn: day,
        counted: counted.length,
        firstContact,
        management,
        fullyManaged,
      };
      return begin(record, { id: newId(), ...given }, tx.at, "UTC");
    });
    await keep(tx, rows);
  });
}

const keep = async (tx: Transaction, rows: Record<string, unknown>[]): Promise<void> => {
  if (rows.length > 0) await tx.finish(insertStatement(record, rows, { move: "create", by: null }));
};
const sixtyDaysTo = (day: Day): Day => daysLater(day, 1 - usualDays);
