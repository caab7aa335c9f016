import { zoneNamed } from "#platform/clocks/zone.ts";
import { keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Transaction } from "#platform/db/database.ts";
import { hasDayBounds, type Question } from "#platform/lists/index.ts";
import { type AnyRecord, fieldOf } from "#platform/record/index.ts";
import { invalid } from "./problem.ts";
import type { PersonalCall } from "./route.ts";

/**
 * The question with the zone whose days its filters mean: the one that was asked for, else that of the profile's dealer, else that
 * of the market's default dealer. It is read only where a filter bounds an instant by a day.
 */
export async function inDayZone<Q extends Question>(
  tx: Transaction,
  record: AnyRecord,
  call: PersonalCall,
  question: Q,
): Promise<Q> {
  if (question.zone !== undefined || !hasDayBounds(record, question.filters)) return question;
  const places = call.known.get("dealer");
  const code = call.person.dealer ?? call.session?.tenant.defaultDealer;
  if (!places || !fieldOf(places, "zone") || code === undefined) return question;
  const [row] = await tx.query<{ zone: string }>({
    name: "zone of a reader",
    text: `select zone from ${tableOf(places)} where ${keyColumn(places)} = $1`,
    values: [code],
  });
  return { ...question, zone: row?.zone };
}

/** The zone of a query by its IANA name; throws the problem that names the parameter. */
export function zoneAsked(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const zone = zoneNamed(text);
  if (zone) return zone;
  throw invalid([
    { field: "zone", code: "unknown-value", message: "must be the IANA name of a time zone, such as Asia/Tokyo" },
  ]);
}
