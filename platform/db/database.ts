import pg from "pg";
import { type Actor, beginAs, type Sql } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Instant } from "#platform/record/index.ts";
import { FairPool } from "./fair-pool.ts";
import { limitOptions, limitSettings, type Pace, shareOf } from "./limits.ts";
import type { Line } from "./line.ts";

export { isRefusedByDatabase } from "./away.ts";

const toInstant = (text: string): Instant => new Date(text.replace(" ", "T").replace(/\+00$/, "Z")).toISOString();
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toInstant);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const [textArrayOid, instantArrayOid] = [1009, 1185]; // arrays have no name among pg's builtins
const parseTexts = pg.types.getTypeParser(textArrayOid as never) as (text: string) => string[];
pg.types.setTypeParser(instantArrayOid as never, (text: string) => parseTexts(text).map(toInstant));

/** A statement; a named one is parsed once per connection, and its name holds tenant and role. */
export type Statement = Sql & { name?: string };

/** An open transaction of one actor; its first query shares the round trip that opened it. */
export type Transaction = {
  readonly actor: Actor;
  /** The moment of the transaction on the one clock. */
  readonly at: Instant;
  query<T>(statement: Statement): Promise<T[]>;
  /** The last statement together with the commit, in one round trip. */
  finish<T>(...statements: Statement[]): Promise<T[][]>;
};

/** Told how many round trips each transaction took. */
export type TripListener = (trips: number, actor: Actor) => void;

export type Database = {
  readonly pool: FairPool;
  /** Runs `work` as the actor in one transaction; an error rolls it back. `at` defaults to the clock's now. */
  as<T>(actor: Actor, work: (tx: Transaction) => Promise<T>, at?: Instant): Promise<T>;
  /** The same for work that only reads: all its statements see the rows as they were at its first. */
  look<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  onTrips(listener: TripListener): () => void;
  /** The same database for work of another pace: with the limits of that one, and in the pool a share beside people's. */
  paced(pace: Pace): Database;
  close(): Promise<void>;
};

/** Opens the pool of the program's login: its connections hold no rights until a transaction takes a role. */
export function openDatabase(config: pg.PoolConfig, pace: Pace = "people"): Database {
  const pool = new FairPool({
    max: 12,
    ...config,
    pipeline: true,
    options: `${config.options ?? ""} -c timezone=UTC -c jit=off ${limitOptions(pace)}`.trim(),
  });
  return databaseOn({ pool, own: pace, listeners: new Set() }, pace);
}

type Ground = { pool: FairPool; own: Pace; listeners: Set<TripListener> };

function databaseOn(ground: Ground, pace: Pace): Database {
  const { pool, own, listeners } = ground;
  const settings = pace === own ? "" : limitSettings(pace);
  const begun = (actor: Actor, begin: string, at: Instant): Begun => ({
    actor,
    at,
    begin: begin + settings,
    pace,
    share: shareOf(pace, actor.schema),
  });
  return {
    pool,
    as: (actor, work, at = now()) => transact(ground, begun(actor, beginAs(actor, at), at), work),
    look: (actor, work) => {
      const at = now();
      const begin = beginAs(actor, at, "begin isolation level repeatable read read only");
      return transact(ground, begun(actor, begin, at), work);
    },
    onTrips: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    paced: (other) => databaseOn(ground, other),
    close: () => pool.end(),
  };
}

/** How a transaction begins, and on whose share of the pool. */
type Begun = { actor: Actor; at: Instant; begin: string; pace: Pace; share: string };

async function transact<T>(
  { pool, listeners }: Ground,
  { actor, at, begin, pace, share }: Begun,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const line = await pool.lend(share, pace);
  let broken: unknown;
  line.send(begin).catch((error: unknown) => {
    broken = error;
  });
  let isFinished = false;
  const tx: Transaction = {
    actor,
    at,
    query: (statement) => ask(line, named(statement, actor)),
    finish: async (...statements) => {
      isFinished = true;
      const answers = statements.map((statement) => ask(line, named(statement, actor)));
      const commit = settled(line.commit());
      const results = await Promise.all(answers.map(settled));
      valueOrThrow(await commit);
      return results.map(valueOrThrow) as never;
    },
  };
  try {
    const result = await work(tx);
    if (!isFinished) await line.commit();
    return result;
  } catch (error) {
    if (!isFinished) await line.send("rollback").catch(() => undefined);
    throw broken ?? error;
  } finally {
    for (const listener of listeners) listener(line.trips, actor);
    line.giveBack(broken !== undefined);
  }
}

async function ask<T>(line: Line, { text, values, name }: Statement): Promise<T[]> {
  const isPlain = values.length === 0 && !name;
  const { rows } = await line.send<pg.QueryResultRow>(isPlain ? text : { text, values, name });
  return rows as T[];
}

type Settled = { value: unknown } | { error: unknown };
const settled = (promise: Promise<unknown>): Promise<Settled> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
const valueOrThrow = (result: Settled): unknown => {
  if ("error" in result) throw result.error;
  return result.value;
};

/** The name under which a connection keeps the plan: tenants and roles never share one. */
const named = (statement: Statement, actor: Actor): Statement =>
  statement.name ? { ...statement, name: planName(statement.name, actor) } : statement;
const planNames = new Map<string, string>();
function planName(name: string, actor: Actor): string {
  const full = `${actor.schema}:${actor.kind === "person" ? actor.role : "system"}:${name}`;
  const known = planNames.get(full);
  if (known) return known;
  const short = `q${planNames.size}`;
  planNames.set(full, short);
  return short;
}
