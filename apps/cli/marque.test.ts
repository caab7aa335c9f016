import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import pg from "pg";
import { staffProfile } from "#modules/network/index.ts";
import { profilesOf } from "#modules/network/staff.queries.ts";
import { asSystem } from "#platform/access/index.ts";
import {
  accountByEmail,
  formKeyOf,
  guessLimit,
  openDoor,
  personOf,
  sessionOf,
  signIn,
  tenantOf,
} from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { lockFolder, occupantOf, startEmbedded } from "#platform/db/embedded.ts";
import { asLogin } from "#platform/db/login.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { pinnedArgs, pinnedEnv } from "#platform/testing/pinned-clock.ts";

type Run = { code: number | null; out: string[]; err: string[] };
const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** Runs a command as a person would, with these settings and this input. */
function marque(env: Record<string, string>, args: readonly string[], input = ""): Promise<Run> {
  const child = spawn(process.execPath, [...pinnedArgs, join(import.meta.dirname, "marque.ts"), ...args], {
    env: { PATH: process.env.PATH ?? "", ...pinnedEnv, ...env },
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out: lines(said.out), err: lines(said.err) }));
  });
}

let own: TestDatabase;
let database: Database;
let production: (args: string, input?: string, more?: readonly string[]) => Promise<Run>;
const password = "nine loud cranes under Mount Aso";
const opening = "--name NeoMotors --country JP --dealer SAKURA --dealer-name Sakura --zone Asia/Tokyo";

before(async () => {
  own = await freshDatabase();
  const { host, user } = own.config;
  const DATABASE_URL = `postgres://${user}@/${own.name}?host=${host}`;
  production = (args, input, more = []) =>
    marque({ DATABASE_URL }, [...args.split(" "), ...more, "--production"], input);
  database = openDatabase(own.program);
});
after(async () => {
  await database.close();
  await own.drop();
});

const wrong = (run: Run, says: RegExp): void => {
  assert.deepEqual([run.code, run.out, run.err.length], [1, [], 1], run.err.join("\n"));
  assert.match(run.err[0] ?? "", says);
};

test("on an empty database a command says what to do first", async () => {
  wrong(await production("token mio@sakura.test"), /start Marque once, or run migrate/);
});

test("production is started by two commands, and its administrator signs in", async () => {
  const opened = await production(`create-tenant neo-jp ${opening}`);
  assert.equal(opened.code, 0, opened.err.join("\n"));
  const created = await production("create-admin Chief@Neo.test --tenant neo-jp --name Aoki", `${password}\n`);
  assert.equal(created.code, 0, created.err.join("\n"));
  const door = openDoor(database.pool);
  assert.equal(
    (await signIn(door, guessLimit(), { email: "chief@neo.test", password, address: "192.0.2.1" })).kind,
    "signed-in",
  );
  const neo = await tenantOf(door, "neo-jp");
  assert.deepEqual([neo?.isDemo, neo?.defaultDealer], [false, "SAKURA"]);
});

test("an advisor of the new tenant gets an account at the dealer, and nowhere else", async () => {
  const made = await production(
    "create-person advisor@neo.test --tenant neo-jp --name Mori --role advisor --dealer SAKURA",
    `${password}\n`,
  );
  assert.equal(made.code, 0, made.err.join("\n"));
  const account = await accountByEmail(openDoor(database.pool), "advisor@neo.test");
  const tenant = { code: "neo-jp", schema: "t_neo_jp" };
  const found = await database.as(asSystem(tenant, "a test looks"), (tx) => profilesOf(tx, account?.id ?? ""));
  assert.deepEqual(
    found?.profiles.map(({ role, dealer }) => [role, dealer?.code]),
    [["advisor", "SAKURA"]],
  );
  const nowhere = "create-person b@neo.test --tenant neo-jp --name B --role advisor";
  wrong(await production(nowhere, `${password}\n`), /add --dealer CODE/);
  wrong(await production(`${nowhere} --dealer NOPE`, `${password}\n`), /no dealer or region/);
});

test("who forgot a password gets another one from whoever runs the house", async () => {
  const another = "six slow turtles off Cape Muroto";
  const door = openDoor(database.pool);
  const signsIn = async (said: string): Promise<string> =>
    (await signIn(door, guessLimit(), { email: "advisor@neo.test", password: said, address: "192.0.2.1" })).kind;
  const made = await production("set-password advisor@neo.test", `${another}\n`);
  assert.equal(made.code, 0, made.err.join("\n"));
  assert.deepEqual([await signsIn(password), await signsIn(another)], ["refused", "signed-in"]);
  wrong(await production("set-password advisor@neo.test", "short\n"), /15 characters/);
  wrong(await production("set-password nobody@neo.test", `${another}\n`), /no active account/);
});

test("a form of the new tenant gets a key, and the tenant begins with lists and campaigns", async () => {
  const made = await production("form-key neo-jp --name site");
  assert.equal(made.code, 0, made.err.join("\n"));
  const key = await formKeyOf(openDoor(database.pool), made.out.at(-1) ?? "");
  assert.deepEqual(
    [key?.tenant.code, key?.source, key?.name, key?.kind, key?.perMinute],
    ["neo-jp", "website", "site", "form", null],
  );
  const tenant = { code: "neo-jp", schema: "t_neo_jp" };
  const [first] = await database.as(asSystem(tenant, "a test looks"), (tx) =>
    tx.query<{ entries: number; campaigns: number }>({
      text: "select (select count(*) from list_entry)::int as entries, (select count(*) from aftersales_campaign)::int as campaigns",
      values: [],
    }),
  );
  assert.ok(first && first.entries > 20 && first.campaigns === 2, JSON.stringify(first));
});

test("a program's key is no form's, and keeps to the number that was set", async () => {
  const made = await production("form-key neo-jp --name partner --kind program --per-minute 120");
  assert.equal(made.code, 0, made.err.join("\n"));
  assert.match(made.err.join(), /sends this key in X-Form-Key, at most 120 times a minute/);
  const key = await formKeyOf(openDoor(database.pool), made.out.at(-1) ?? "");
  assert.deepEqual([key?.kind, key?.perMinute], ["program", 120]);
  for (const [options, says] of [
    ["--kind door", /--kind is form or program.*Usage/],
    ["--kind program --per-minute 0", /whole number from 1 to 100000/],
    ["--kind program --per-minute 1.5", /whole number/],
    ["--per-minute 5", /--per-minute is for programs/],
  ] as const)
    wrong(await production(`form-key neo-jp --name x ${options}`), says);
});

/** Takes the database back to before keys differed, with a key and an answer of that time. */
async function beforeKeysDiffered(): Promise<void> {
  const client = new pg.Client(own.config);
  await client.connect();
  await client.query(`delete from marque.migration where file = '2026-11-30-house-form-keys.sql';
    delete from t_neo_jp.migration where file = '2026-11-30-form-key-owners.sql';
    alter table marque.form_key drop column kind, drop column per_minute;
    insert into marque.form_key (key_digest, tenant, name, source)
      values (sha256('an old key'), 'neo-jp', 'old site', 'website');
    insert into t_neo_jp.idempotency (key, owner, digest, status, kept_at)
      values ('order 1', 'form old site', 'x', 201, now())`);
  await client.end();
}

test("a key from before keys differed stays good for both, the doctor says how to divide it, and one command does", async () => {
  await beforeKeysDiffered();
  const migrated = await production("migrate");
  assert.equal(migrated.code, 0, migrated.err.join("\n"));
  const door = openDoor(database.pool);
  const old = await formKeyOf(door, "an old key");
  assert.deepEqual([old?.kind, old?.perMinute], ["both", null]);
  const tenant = { code: "neo-jp", schema: "t_neo_jp" };
  const kept = await database.as(asSystem(tenant, "a test looks"), (tx) =>
    tx.query({ text: "select owner from idempotency where key = 'order 1'", values: [] }),
  );
  assert.deepEqual(kept, [{ owner: `form ${old?.id}` }], "a request repeated over the upgrade finds its answer");
  const spoken = async (): Promise<string> =>
    (await production("doctor")).out.filter((line) => /key/.test(line)).join();
  assert.match(await spoken(), /WRONG .*old site.*change-form-key neo-jp --name "old site" --kind form --production/);
  wrong(await production("change-form-key neo-jp --name nobody --kind form"), /has no form key named nobody/);
  const divided = await production("change-form-key neo-jp --kind form --name", "", ["old site"]);
  assert.equal(divided.code, 0, divided.err.join("\n"));
  assert.equal((await formKeyOf(door, "an old key"))?.kind, "form");
  for (const name of ["site", "partner"])
    assert.equal((await production(`change-form-key neo-jp --name ${name} --kind form`)).code, 0);
  assert.equal(await spoken(), "");
});

test("a token is the last line, alone on stdout, and acts as its person", async () => {
  const { code, out, err } = await production("token chief@neo.test");
  assert.deepEqual([code, out.length], [0, 1], err.join("\n"));
  const session = await sessionOf(openDoor(database.pool), out[0] ?? "");
  assert.equal(session?.kind, "token");
  assert.equal(session && (await personOf(database, session, profilesOf))?.role, "admin");
});

test("of several profiles a token takes the one that works with leads, or the one that is named", async () => {
  const door = openDoor(database.pool);
  const account = await accountByEmail(door, "chief@neo.test");
  assert.ok(account);
  const [seller, advisor] = ["sales-staff", "advisor"].map((role) => ({
    ...{
      id: newId(),
      version: 1,
      createdAt: now(),
      staff: account.id,
      role,
      dealer: "SAKURA",
      region: null,
      dealers: ["SAKURA"],
    },
  }));
  const told = { move: "create", by: null };
  await database.as(asSystem(account.tenant, "a test"), (tx) =>
    tx.finish(insertStatement(staffProfile, [seller ?? {}, advisor ?? {}], told)),
  );
  const roleOf = async (args: string): Promise<string | undefined> => {
    const session = await sessionOf(door, (await production(args)).out.at(-1) ?? "");
    const person = session && (await personOf(database, session, profilesOf));
    return person ? `${person.role} ${person.dealer} ${person.dealers.join()}` : undefined;
  };
  assert.equal(await roleOf("token chief@neo.test"), "advisor SAKURA SAKURA");
  assert.equal(await roleOf(`token chief@neo.test --profile ${seller?.id}`), "sales-staff SAKURA SAKURA");
  wrong(await production(`token chief@neo.test --profile ${newId()}`), /has no profile .*advisor SAKURA/);
});

const refusals: readonly [string, string, RegExp][] = [
  ["token nobody@neo.test", "", /no active account for nobody@neo.test/],
  ["token", "", /Usage: .* token EMAIL/],
  [`create-tenant neo-jp ${opening}`, "", /tenant neo-jp already/],
  [`create-tenant neo_eu ${opening}`, "", /small letters/],
  [`create-tenant neo-eu ${opening.replace("Asia/Tokyo", "Asia/Tokio")}`, "", /time zone/],
  [`create-tenant neo-eu ${opening.replace("Asia/Tokyo", "JST")}`, "", /--zone is JST.*IANA.*Asia\/Tokyo/],
  [`create-tenant neo-eu ${opening.replace("Asia/Tokyo", "IST")}`, "", /--zone is IST.*Asia\/Tokyo/],
  [`create-tenant neo-eu ${opening.replace("Asia/Tokyo", "+09:00")}`, "", /--zone is \+09:00/],
  ["create-tenant neo-eu --name Neo", "", /--country is missing|--zone is missing/],
  ["create-admin a@neo.test --tenant nowhere --name A", password, /no tenant nowhere/],
  ["create-admin chief@neo.test --tenant neo-jp --name A", password, /account for chief@neo.test already/],
  ["create-admin b@neo.test --tenant neo-jp --name B", "short\n", /15 characters/],
  ["create-admin b@neo.test --tenant neo-jp --name B", "", /15 characters/],
  ["create-admin b@neo.test --tenant neo-jp --name B", "neomotors neomotors 2026\n", /guessed first/],
  ["create-admin chief --tenant neo-jp --name B", password, /no mail address/],
  ["create-admin chief@neo --tenant neo-jp --name B", password, /no mail address/],
];
for (const [args, input, says] of refusals) {
  test(`“marque ${args.slice(0, 50)}” is refused in one line`, async () => wrong(await production(args, input), says));
}

test("a token comes from the demo's database with and without a server beside it", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "marque-cli-"));
  const demo = (args: readonly string[], input?: string): Promise<Run> =>
    marque({ MARQUE_FOLDER: folder }, args, input);
  for (const run of [
    await demo(["create-tenant", "neo-jp", ...opening.split(" ")]),
    await demo(["create-admin", "admin@neo.test", "--tenant", "neo-jp", "--name", "Aoki"], password),
    await demo(["token", "admin@neo.test"]),
  ])
    assert.equal(run.code, 0, run.err.join("\n"));
  assert.equal(occupantOf(folder), undefined, "the database that was started for the command has ended");

  assert.equal(existsSync(join(folder, "pg", "postmaster.pid")), false, "in good order, before the command did");

  const lock = lockFolder(folder);
  t.after(() => lock.release());
  const embedded = await startEmbedded({ folder, isDurable: false });
  t.after(embedded.stop);
  const server = createServer((_request, response) => void response.end("{}"));
  t.after(() => server.close());
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  wrong(await demo(["token", "admin@neo.test"]), /still starting/);
  lock.note(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const beside = await demo(["token", "admin@neo.test"]);
  assert.deepEqual([beside.code, beside.out.length], [0, 1], beside.err.join("\n"));
  const running = openDatabase(asLogin({ host: embedded.socketFolder, database: embedded.database }));
  const session = await sessionOf(openDoor(running.pool), beside.out[0] ?? "").finally(running.close);
  assert.ok(session, "the server knows the token");
});
