import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { editRoute, moveRoute } from "#platform/http/change-routes.ts";
import { csvRoute, historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import type { Route } from "#platform/http/route.ts";
import { begin } from "#platform/moves/decide.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type Ground, home, type Tenant } from "./ground.ts";
import { sampleBody, sampleRow } from "./samples.ts";

export type Values = Record<string, unknown>;

/** A record type that is put through the generic suites, on a ground where its table stands in both tenants. */
export type Subject = {
  readonly record: AnyRecord;
  readonly desk: Desk;
  readonly ground: Ground;
  /** The `nth` new row at a dealer, its title its own. Where left out it comes of the declaration. */
  readonly row?: (dealer: string, nth: number) => Values;
  /** What is said to a move. Where left out it comes of the declaration. */
  readonly asked?: Readonly<Record<string, Values>>;
  /** A move that a new row allows to this person, the first one declared where left out, and an edit it allows. */
  readonly firstMove?: string;
  readonly patch?: Values;
  /** What its rules know where nothing was read; none where left out. */
  readonly facts?: Values;
};

/** The operations that every record has by declaration alone. */
export function declaredRoutes(record: AnyRecord, desk: Desk): Route[] {
  const moves = Object.entries(record.moves ?? {}).filter(([, move]) => move.by !== "clock");
  return [
    listRoute(record),
    csvRoute(record),
    readRoute(record, desk),
    historyRoute(record),
    ...(record.edit ? [editRoute(desk)] : []),
    ...moves.map(([name]) => moveRoute(desk, name)),
  ];
}

export const bodyOf = ({ record, asked }: Subject, move: string): Values =>
  asked?.[move] ?? sampleBody(record.moves?.[move]?.asks);
/** The moves of people, in the order of the declaration. */
export const movesOf = (record: AnyRecord): string[] =>
  Object.entries(record.moves ?? {}).flatMap(([name, move]) => (move.by === "clock" ? [] : [name]));
export const firstMoveOf = ({ record, firstMove }: Subject): string => firstMove ?? movesOf(record)[0] ?? "";
/** An edit of the first field that may be empty. */
export function patchOf({ record, patch }: Subject): Values {
  const field = record.edit?.fields.find((name) => record.fields[name]?.isOptional) ?? "";
  return patch ?? { [field]: null };
}

let planted = 0;
/** Opens a new row at the dealer as the program itself, and gives its key. `given` overrides the row's own values. */
export async function plant(
  subject: Subject,
  dealer: string,
  more: { tenant?: Tenant; given?: Values; at?: Instant } = {},
): Promise<string> {
  const { record, ground } = subject;
  const nth = planted++;
  const values = subject.row?.(dealer, nth) ?? sampleRow(record, dealer, nth);
  const at = more.at ?? now();
  const row = begin(record, { ...values, ...(record.key ? {} : { id: newId() }), ...more.given }, at, "UTC");
  await ground.database.as(ground.system(more.tenant), (tx) =>
    tx.finish(insertStatement(record, [row], { move: "create", by: null })),
  );
  return String(row[record.key ?? "id"]);
}

/** A row as it is stored, with what the history and the outbox hold of it. */
export type Stored = { row: Values; told: Values[]; heard: number };

/** Reads what is stored of a row, past every policy: two equal answers mean that nothing was touched. */
export async function stored({ record, ground }: Subject, key: string, tenant: Tenant = home): Promise<Stored> {
  const [found] = await ground.bare<Stored>(
    `select to_jsonb(r) as row,
      (select coalesce(jsonb_agg(to_jsonb(h) order by entry), '[]') from ${historyOf(record)} h where h.record_id::text = $1) as told,
      (select count(*)::integer from outbox where record = '${record.name}' and record_id = $1) as heard
    from ${tableOf(record)} r where r.${keyColumn(record)}::text = $1`,
    [key],
    tenant,
  );
  if (!found) throw new Error(`no ${record.name} ${key} in ${tenant.code}`);
  return found;
}
