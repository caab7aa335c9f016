import { asSystem } from "#platform/access/index.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import { dueStatement } from "#platform/lists/read.ts";
import { begin, type Decided, decide, isRefusal } from "#platform/moves/decide.ts";
import type { Desk, Facts } from "#platform/moves/desk.ts";
import { changeStatement, insertStatement, type RowChange } from "#platform/moves/statements.ts";
import { type AnyRecord, dueField, type Instant } from "#platform/record/index.ts";
import { newId } from "./chance.ts";
import { now } from "./clock.ts";
import { aside, moved, putAside } from "./put-aside.ts";

type Values = Record<string, unknown>;
type TenantPlace = { code: string; schema: string };
const batch = 500;

/**
 * Makes every move that is due until `until`, each stamped with the moment it was due, and what those moves make due in
 * turn. A row is moved once: its version guards it, other sweepers skip it while it is locked. A row whose move is refused
 * is put aside, and the others go on. Gives the number of moves.
 */
export async function sweep(
  db: Database,
  tenant: TenantPlace,
  desks: readonly Desk[],
  until: Instant,
): Promise<number> {
  let made = 0;
  for (let round = -1; round !== made; ) {
    round = made;
    for (const desk of desks) {
      for (const clock of Object.keys(desk.record.clocks ?? {}))
        made += await sweepClock(db, tenant, desk, clock, until);
    }
  }
  return made;
}

async function sweepClock(
  db: Database,
  tenant: TenantPlace,
  desk: Desk,
  clock: string,
  until: Instant,
): Promise<number> {
  let made = 0;
  for (;;) {
    const { count, isLast } = await db.as(
      asSystem(tenant, `the clock ${desk.record.name}.${clock}`),
      (tx) => sweepBatch(tx, desk, clock, until),
      until,
    );
    made += count;
    if (isLast) return made;
  }
}

type Due = { move: string; decided: Decided; row: Values; at: Instant; facts: Facts };

/** The name of a tenant's clock. */
const clockOf = (schema: string, record: AnyRecord, clock: string): string => `${schema} ${record.name}.${clock}`;
const keyOf = (record: AnyRecord, row: Values): string => String(row[record.key ?? "id"]);

type Batch = { count: number; isLast: boolean };
async function sweepBatch(tx: Transaction, desk: Desk, clock: string, until: Instant): Promise<Batch> {
  const { record } = desk;
  const its = clockOf(tx.actor.schema, record, clock);
  const rows = await tx.query<Values>(dueStatement(record, clock, until, batch, aside(its, until)));
  if (rows.length === 0) return { count: 0, isLast: true };
  const factsOf = await desk.dueFacts(tx, rows, clock);
  const due = rows.flatMap((row) => {
    try {
      return [dueMove(desk, clock, row, factsOf(row))];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      putAside(its, { key: keyOf(record, row), version: Number(row.version) }, why, until);
      return [];
    }
  });
  await writeMoves(tx, record, due);
  moved(
    its,
    due.map(({ row }) => keyOf(record, row)),
  );
  return { count: due.length, isLast: rows.length < batch };
}

async function writeMoves(tx: Transaction, record: AnyRecord, due: readonly Due[]): Promise<void> {
  const groups = Map.groupBy(due, ({ move, decided }) => `${move}:${Object.keys(decided.set).sort().join()}`);
  const see = { text: "true", values: [] };
  const changes = [...groups.values()].map((group) =>
    changeStatement(
      record,
      group.map((one) => changeOf(record, one)),
      { move: group[0]?.move ?? "", by: null },
      see,
    ),
  );
  const opened = due.flatMap(({ decided, at, facts }) =>
    decided.opens ? [begin(record, { ...decided.opens, id: newId() }, at, facts.zone, facts.terms)] : [],
  );
  await tx.finish(
    ...changes,
    ...(opened.length ? [insertStatement(record, opened, { move: "create", by: null })] : []),
  );
}

const changeOf = (record: AnyRecord, { row, decided, at }: Due): RowChange => ({
  key: keyOf(record, row),
  version: Number(row.version),
  set: decided.set,
  at,
});

/** What a clock that ran out causes: a verdict, a move, or finality in the same state; a state it does not concern just stops it. */
export function dueMove(desk: Pick<Desk, "record" | "rules">, clock: string, row: Values, facts: Facts): Due {
  const { record, rules } = desk;
  const declared = record.clocks?.[clock];
  const at = String(row[dueField(clock)]);
  const plain = (move: string, set: Values): Due => ({
    move,
    row,
    at,
    facts,
    decided: { set, after: { ...row, ...set } },
  });
  if (declared?.whenDue === "flag")
    return plain("overdue", declared.verdict ? { [declared.verdict]: false } : { [dueField(clock)]: null });
  const act = declared?.whenDue[String(row.status)];
  if (act === undefined) return plain("stop", { [dueField(clock)]: null });
  if (act === "final") return plain("become-final", { finalAt: at, [dueField(clock)]: null });
  const decided = decide(record, rules, act, { row, asked: {}, at, by: null, facts, zone: facts.zone });
  if (isRefusal(decided)) throw new Error(`${record.name}.${act} refused by the clock: ${decided.refused}`);
  const stopped = dueField(clock) in decided.set ? {} : { [dueField(clock)]: null }; // unless its own move starts it again
  const ended = { ...decided, set: { ...decided.set, ...stopped }, after: { ...decided.after, ...stopped } };
  return { move: act, decided: ended, row, at, facts };
}

/** The earliest moment at which anything of the tenant is due, or null; rows put aside are not counted. */
export async function earliestDue(db: Database, tenant: TenantPlace, desks: readonly Desk[]): Promise<Instant | null> {
  const parts = desks.flatMap(({ record }) =>
    Object.keys(record.clocks ?? {}).map((clock) =>
      dueStatement(record, clock, "9999-01-01T00:00:00.000Z", 1, aside(clockOf(tenant.schema, record, clock), now())),
    ),
  );
  const rows = await db.as(asSystem(tenant, "what is due next"), (tx) =>
    Promise.all(parts.map((part) => tx.query<Values>({ text: earliestText(part.text), values: part.values }))),
  );
  const moments = rows.flatMap((found) => (found[0]?.due ? [String(found[0].due)] : []));
  return moments.sort()[0] ?? null;
}

/** The same rows as the sweep's own statement, asked for their first deadline only. */
const earliestText = (text: string): string => {
  const due = /where r\.(\w+) <=?/.exec(text)?.[1] ?? "";
  return `select r.${due} as due ${text.slice(text.indexOf(" from ")).replace(" for update skip locked", "")}`;
};
