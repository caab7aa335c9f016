import pg from "pg";
import { records } from "#apps/house.ts";
import { rolesIn } from "#platform/access/database-roles.ts";
import { asSystem, beginAs, type Person } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { databaseRoles } from "#platform/db/roles.ts";
import { placeOf, roles } from "#platform/record/index.ts";
import type { Proof } from "../proof.ts";
import { isLetThrough, type Probed, probeRecord } from "./matrix.ts";
import { type Places, samplesOf } from "./samples.ts";

const home = { code: "neo-jp", schema: "t_neo_jp" };
const places: Places = {
  own: { schema: home.schema, dealer: "SAKURA" },
  "other dealer": { schema: home.schema, dealer: "HINODE" },
  "other region": { schema: home.schema, dealer: "FUJI" },
  "other tenant": { schema: "t_neo_eu", dealer: "LUMEN" },
};

/** Everybody who asks: each job title at SAKURA or in its region, and the program. */
function askers(eastern: readonly string[]): Probed[] {
  const people = roles.map((role): Probed => {
    const place = placeOf[role];
    const dealers = place === "dealer" ? [places.own.dealer] : place === "region" ? eastern : [];
    const person: Person = {
      ...{ kind: "person", tenant: home.code, schema: home.schema, role, dealers },
      ...{ userId: newId(), userName: role, profileId: newId() },
      dealer: place === "dealer" ? places.own.dealer : null,
      region: place === "region" ? "east" : null,
    };
    return { who: role, actor: person };
  });
  return [...people, { who: "clock", actor: asSystem(home, "to prove the rights") }];
}

/**
 * The matrix of who may do what below the program: every job title and the program, on every table of every record, on rows of
 * the own dealer, another one, another region and another tenant. `owner` is a superuser's way to the demo's world, which is
 * added to; `program` is the login's.
 */
export async function proveRights(owner: pg.ClientConfig, program: pg.ClientConfig): Promise<Proof> {
  const [superuser, client] = [new pg.Client(owner), new pg.Client(program)];
  await Promise.all([superuser.connect(), client.connect()]);
  try {
    const eastern = await superuser.query<{ code: string }>(
      `select code from ${home.schema}.dealer where region = 'east'`,
    );
    const all = askers(eastern.rows.map(({ code }) => code));
    const proof: Proof = { tries: 0, failures: [] };
    const add = ({ tries, failures }: Proof): void => {
      proof.tries += tries;
      proof.failures.push(...failures);
    };
    for (const record of records) {
      const samples = await samplesOf(superuser, record, places);
      for (const asker of all) add(await probeRecord(client, record, asker, samples));
    }
    await superuser.query("insert into t_neo_jp.listener values ('a listener', '0', 0) on conflict do nothing");
    for (const asker of all) add(await probeHouse(client, asker));
    add(await probeLogin(client));
    return proof;
  } finally {
    await Promise.all([superuser.end(), client.end()]);
  }
}

/** What belongs to no record: the tables of the house, the own tenant's and another one's. */
const houseProbes = [
  "select 1 from marque.account",
  "select 1 from marque.session",
  "select 1 from marque.form_key",
  "select 1 from marque.tenant",
  "update marque.account set is_active = true",
  "select 1 from t_neo_jp.migration",
  "select 1 from t_neo_eu.migration",
  "select 1 from t_neo_eu.outbox",
  "select 1 from t_neo_eu.listener",
  "select 1 from t_neo_eu.idempotency",
  "insert into t_neo_eu.outbox (at, record, record_id, version, event) values (now(), 'aftersales-lead', 'x', 1, 'close')",
  "delete from t_neo_eu.idempotency",
  "update t_neo_eu.listener set entry = 0",
  "select 1 from pg_stats where schemaname like 't\\_%'",
];
/** In the own tenant only the program reads what was told and where the listeners are; nobody writes events over. */
const ofProgram = [
  "select 1 from outbox",
  "select 1 from listener",
  "update listener set entry = entry",
  "delete from outbox where entry = (select max(entry) from outbox)",
];
const ofNobody = ["update outbox set event = event", "delete from listener"];
const told = (record: string, dealer: string): string =>
  `insert into outbox (at, record, record_id, version, event, dealers) values (now(), '${record}', '00000000-0000-7000-8000-000000000000', 1, 'close', '{${dealer}}')`;
const tellers = ["advisor", "store-manager", "hq", "call-centre", "clock"];

async function probeHouse(client: pg.Client, { who, actor }: Probed): Promise<Proof> {
  const isProgram = who === "clock";
  const must: [sql: string, isAllowed: boolean][] = [
    ...houseProbes.map((sql): [string, boolean] => [sql, false]),
    ...ofProgram.map((sql): [string, boolean] => [sql, isProgram]),
    ...ofNobody.map((sql): [string, boolean] => [sql, false]),
    [told("aftersales-lead", "SAKURA"), tellers.includes(who)],
    [told("aftersales-lead", "FUJI"), tellers.includes(who) && !(who === "advisor" || who === "store-manager")],
    [told("dealer", "SAKURA"), isProgram],
  ];
  const failures: string[] = [];
  await client.query(beginAs(actor, now()));
  for (const [sql, isAllowed] of must)
    if ((await isLetThrough(client, sql, [])) !== isAllowed)
      failures.push(`${who} ${isAllowed ? "may not" : "may"}: ${sql}`);
  await client.query("rollback");
  return { tries: must.length, failures };
}

/** Before it takes a role the login may do nothing, and the door sees no row of a tenant. */
async function probeLogin(client: pg.Client): Promise<Proof> {
  const failures: string[] = [];
  let tries = 0;
  const tables = ["t_neo_jp.aftersales_lead", "t_neo_jp.outbox", "t_neo_eu.customer", "t_neo_jp.migration"];
  const standings: [as: string, tables: string[]][] = [
    ["begin", [...tables, "marque.account", "marque.tenant"]],
    [`begin; set local role ${databaseRoles.door}`, tables],
  ];
  for (const [begin, hidden] of standings) {
    await client.query(begin);
    for (const table of hidden) {
      tries += 1;
      if (await isLetThrough(client, `select 1 from ${table}`, [])) failures.push(`${begin}: reads ${table}`);
    }
    await client.query("rollback");
  }
  for (const role of [databaseRoles.owner, "marque_hq", ...rolesIn("t_absent")]) {
    tries += 1;
    const isTaken = await client.query(`begin; set local role ${role}`).then(
      () => true,
      () => false,
    );
    await client.query("rollback");
    if (isTaken) failures.push(`the login takes ${role}`);
  }
  return { tries, failures };
}
