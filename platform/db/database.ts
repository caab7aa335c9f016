import pg from "pg";
import { type Actor, beginAs, type Sql } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Instant } from "#platform/record/index.ts";

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
  readonly pool: pg.Pool;
  /** Runs `work` as the actor in one transaction; an error rolls it back. `at` defaults to the clock's now. */
  as<T>(actor: Actor, work: (tx: Transaction) => Promise<T>, at?: Instant): Promise<T>;
  /** The same for work that only reads: all its statements see the rows as they were at its first. */
  look<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  onTrips(listener: TripListener): () => void;
  close(): Promise<void>;
};

/** Opens the pool of the program's login: its connections hold no rights until a transaction takes a role. */
export function openDatabase(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({
    max: 12,
    ...config,
    pipeline: true,
    options: [config.options, "-c timezone=UTC -c jit=off"].filter(Boolean).join(" "),
  });
  pool.on("error", () => undefined); // an idle connection that dies is replaced at the next query
  pool.on("connect", (client) => client.on("error", () => undefined)); // one that dies in use rejects its query
  const listeners = new Set<TripListener>();
  return {
    pool,
    as: (actor, work, at = now()) => transact(pool, actor, beginAs(actor, at), at, work, listeners),
    look: (actor, work) => {
      const at = now();
      return transact(
        pool,
        actor,
        beginAs(actor, at, "begin isolation level repeatable read read only"),
        at,
        work,
        listeners,
      );
    },
    onTrips: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => pool.end(),
  };
}

async function transact<T>(
  pool: pg.Pool,
  actor: Actor,
  begin: string,
  at: Instant,
  work: (tx: Transaction) => Promise<T>,
  listeners: Set<TripListener>,
): Promise<T> {
  const client = await pool.connect();
  const line = new Line(client);
  let broken: Error | undefined;
  const begun = line.send({ text: begin, values: [] });
  begun.catch((error: Error) => {
    broken = error;
  });
  let isFinished = false;
  const tx: Transaction = {
    actor,
    at,
    query: (statement) => line.send(named(statement, actor)),
    finish: async (...statements) => {
      isFinished = true;
      const answers = statements.map((statement) => line.send(named(statement, actor)));
      const commit = line.send({ text: "commit", values: [] });
      const results = await Promise.all(answers.map(settled));
      await commit;
      return results.map(valueOrThrow) as never;
    },
  };
  try {
    const result = await work(tx);
    if (!isFinished) await line.send({ text: "commit", values: [] });
    return result;
  } catch (error) {
    if (!isFinished) await line.send({ text: "rollback", values: [] }).catch(() => undefined);
    throw broken ?? error;
  } finally {
    for (const listener of listeners) listener(line.trips, actor);
    client.release(broken);
  }
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

/**
 * Whether the error is PostgreSQL refusing a statement, by its SQLSTATE: then its transaction left nothing. One that goes down
 * says nothing sure, and neither does the machine, whose EPIPE has five letters too.
 */
export function isRefusedByDatabase(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|E)/.test(code);
}

/** One connection in use: counts a round trip whenever something is sent while nothing is under way. */
class Line {
  trips = 0;
  #underWay = 0;
  readonly #client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.#client = client;
  }
  async send<T>(statement: Statement): Promise<T[]> {
    if (this.#underWay++ === 0) this.trips++;
    try {
      const result = await (statement.values.length > 0 || statement.name
        ? this.#client.query<pg.QueryResultRow>({
            text: statement.text,
            values: statement.values,
            name: statement.name,
          })
        : this.#client.query<pg.QueryResultRow>(statement.text));
      return result.rows as T[];
    } finally {
      this.#underWay--;
    }
  }
}

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
