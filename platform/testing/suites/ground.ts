import assert from "node:assert/strict";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import type { Person, System } from "#platform/access/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { openAccounts, openDoor, openSession, type ProfilesOf } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { loginOf } from "#platform/db/login.ts";
import { applyAccess, type House, migrate, openTenant } from "#platform/db/migrate.ts";
import type { Route } from "#platform/http/route.ts";
import { addRoutes, plainServer } from "#platform/http/serve.ts";
import type { Known } from "#platform/lists/index.ts";
import { openapi } from "#platform/print/openapi.ts";
import { placeOf, type Role, roles } from "#platform/record/index.ts";
import { freshDatabase, type TestDatabase } from "../database.ts";
import { type Described, describedBy } from "../described.ts";

/** The dealers of each tenant by region. Both tenants have the same codes: only the tenant tells their rows apart. */
export const network = { east: ["ALDER", "BIRCH"], west: ["CEDAR"] } as const;
export const dealers = Object.entries(network).flatMap(([region, codes]) => codes.map((code) => ({ code, region })));

export type Tenant = { code: string; schema: string };
export const [home, away]: readonly [Tenant, Tenant] = [
  { code: "home", schema: "t_home" },
  { code: "away", schema: "t_away" },
];

/** A request as the tests send it; `version` goes out as If-Match, `key` as Idempotency-Key. */
export type Asked = { method?: "GET" | "POST" | "PATCH"; path: string; body?: unknown; version?: number; key?: string };
export type Said = { status: number; text: string; body: Record<string, unknown>; headers: Record<string, unknown> };

/** What the generic suites stand on: one database, two tenants, a person of every role in each, and the real server. */
export type Ground = {
  readonly database: Database;
  /** The login that the program works with. */
  readonly login: string;
  readonly known: Known;
  /** Everybody of both tenants. Dealers' staff stand at ALDER, the area manager in the east. */
  readonly people: readonly Person[];
  person(role: Role, tenant?: Tenant): Person;
  system(tenant?: Tenant): System;
  /** Asks the API as the person, or as nobody; an answer that is not as its routes describe it fails the test. */
  ask(person: Person | null, asked: Asked): Promise<Said>;
  /** Asks the database as its superuser, whom no policy holds back, in the schema of the tenant. */
  bare<T>(sql: string, values?: unknown[], tenant?: Tenant): Promise<T[]>;
  /** Asks the database as one of its roles, about which nothing more is said; nothing of it stays. */
  bareAs(role: string, sql: string): Promise<unknown[]>;
  /**
   * Settles when everything in the outboxes may be heard. A writing transaction anywhere on the server, of another test's
   * database too, holds back what was written after it began.
   */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** What the ground is made of: what is migrated, more to do in each tenant as the owner of its tables, and the routes. */
export type Plan = {
  house: House;
  known: Known;
  furnish?: (schema: string) => readonly string[];
  routes: readonly Route[];
  /** Where it stands; a database of the test run's server when left out. */
  where?: TestDatabase;
};

export async function openGround({ house, known, furnish, routes, where }: Plan): Promise<Ground> {
  const { config, program, drop } = where ?? (await freshDatabase());
  await migrate(config, house);
  const bare = new pg.Client(config);
  await bare.connect();
  for (const tenant of [home, away]) {
    await openTenant(config, house, {
      ...tenant,
      name: tenant.code,
      country: "JP",
      defaultDealer: "ALDER",
      isDemo: true,
    });
    const lines = furnish?.(tenant.schema) ?? [];
    await bare.query(
      `begin; set local search_path = ${tenant.schema}, public; set local role marque_owner; ${lines.join("\n")} commit`,
    );
    await applyAccess(bare, tenant.schema, [...known.values()]);
  }
  const database = openDatabase(program);
  const people = [home, away].flatMap((tenant) => roles.map((role) => personOf(tenant, role)));
  const described = describedBy(openapi(routes));
  const { app, tokens } = await openServer(database, known, people, routes);
  return {
    database,
    login: loginOf(config.database ?? ""),
    known,
    people,
    person: (role, tenant = home) => found(people, (one) => one.role === role && one.tenant === tenant.code),
    system: (tenant = home) => asSystem(tenant, "a test prepares rows"),
    ask: (person, asked) => ask(app, described, person && tokens.get(person.userId), asked),
    bare: async <T>(sql: string, values: unknown[] = [], tenant = home) => {
      await bare.query(`set search_path = ${tenant.schema}, public`);
      return (await bare.query(sql, values)).rows as T[];
    },
    bareAs: async (role, sql) => {
      try {
        await bare.query(`begin; set local role ${role}`);
        return (await bare.query(sql)).rows;
      } finally {
        await bare.query("rollback");
      }
    },
    settled: async () => {
      for (const { schema } of [home, away]) await heardSoon(bare, schema);
    },
    close: async () => {
      await app.close();
      await database.close();
      await bare.end();
      await drop();
    },
  };
}

async function heardSoon(client: pg.Client, schema: string): Promise<void> {
  const text = `select coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) as is_over, pg_sleep(0.01) from ${schema}.outbox`;
  for (let isOver = false; !isOver; )
    isOver = (await client.query<{ is_over: boolean }>(text)).rows[0]?.is_over ?? true;
}

function personOf({ code, schema }: Tenant, role: Role): Person {
  const place = placeOf[role];
  return {
    kind: "person",
    tenant: code,
    schema,
    userId: newId(),
    userName: `${role} of ${code}`,
    profileId: newId(),
    role,
    dealer: place === "dealer" ? "ALDER" : null,
    region: place === "region" ? "east" : null,
    dealers: place === "dealer" ? ["ALDER"] : place === "region" ? network.east : [],
  };
}

/** The real server over the given routes; everybody has a token, and staff are read from the list of people. */
async function openServer(
  database: Database,
  known: Known,
  people: readonly Person[],
  routes: readonly Route[],
): Promise<{ app: FastifyInstance; tokens: Map<string, string> }> {
  const door = openDoor(database.pool);
  await openAccounts(
    door,
    people.map(({ userId, tenant, profileId }) => ({ id: userId, tenant, email: `${profileId}@example.test` })),
  );
  const tokens = new Map<string, string>();
  for (const { userId } of people) tokens.set(userId, await openSession(door, userId, "token"));
  const opening = { stage: "open", open: { db: database, known, profilesOf: profilesAmong(people) } };
  const app = await plainServer(opening);
  addRoutes(app, opening, routes);
  return { app, tokens };
}

const profilesAmong =
  (people: readonly Person[]): ProfilesOf =>
  async (_, id) => {
    const person = people.find(({ userId }) => userId === id);
    if (!person) return null;
    const { dealer, region } = person;
    const profile = {
      id: person.profileId,
      role: person.role,
      dealer: dealer === null ? null : { code: dealer, name: dealer, zone: "UTC" },
      region: region === null ? null : { code: region, name: region },
      dealers: person.dealers,
    };
    return { user: { id, name: person.userName, email: `${id}@example.test`, language: "en" }, profiles: [profile] };
  };

async function ask(
  app: FastifyInstance,
  described: Described,
  token: string | null | undefined,
  asked: Asked,
): Promise<Said> {
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (asked.version !== undefined) headers["if-match"] = `"${asked.version}"`;
  if (asked.key !== undefined) headers["idempotency-key"] = asked.key;
  const method = asked.method ?? "GET";
  const payload = method === "GET" ? {} : { payload: asked.body ?? {} };
  const answer = await app.inject({ method, url: `/api/v1${asked.path}`, headers, ...payload });
  const type = String(answer.headers["content-type"] ?? "");
  const told = { method, path: asked.path, status: answer.statusCode, type, text: answer.body };
  assert.equal(described.faultOf(told), undefined);
  const isJson = type.includes("json");
  return {
    status: answer.statusCode,
    text: answer.body,
    body: isJson && answer.body !== "" ? answer.json() : {},
    headers: answer.headers,
  };
}

function found<T>(all: readonly T[], isIt: (one: T) => boolean): T {
  const it = all.find(isIt);
  if (it === undefined) throw new Error("no such person on this ground");
  return it;
}
