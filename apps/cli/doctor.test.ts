import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import pg from "pg";
import "#platform/testing/pinned-clock.ts";
import { loginOf } from "#platform/db/login.ts";
import { migrate } from "#platform/db/migrate.ts";
import { freshDatabase } from "#platform/testing/database.ts";
import { house } from "../house.ts";
import { allFindings } from "./doctor.ts";
import { databaseFinding, databaseFindings, suits } from "./findings.ts";
import { isNoMore, type LoginAnswer } from "./findings-login.ts";

const folder = mkdtempSync(join(tmpdir(), "marque-doctor-"));
test.after(() => rmSync(folder, { recursive: true }));
const closed = "postgres://marque:hunter2@127.0.0.1:1/marque"; // nothing listens on port 1
const sound = { MARQUE_FOLDER: folder, PORT: "0" };
const wrongLines = async (env: Record<string, string>, isProduction = false): Promise<string[]> =>
  (await allFindings({ ...sound, ...env }, isProduction)).filter(({ isGood }) => !isGood).map(({ line }) => line);

/** Another program on a free port, gone when the test ends. */
async function program(t: TestContext, answer: (path: string) => [number, string, string]): Promise<string> {
  const server: Server = createServer((request, response) => {
    const [status, type, body] = answer(request.url ?? "");
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return String((server.address() as AddressInfo).port);
}

test("a sound demo has nothing wrong", async () => {
  assert.deepEqual(await wrongLines({}), []);
});

test("a folder that cannot be written is told with its fix", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const lines = await wrongLines({ MARQUE_FOLDER: join(file, "inside") });
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /a-file\/inside cannot be written.*MARQUE_FOLDER/);
});

test("a port that another program uses is told with its fix", async (t) => {
  const port = await program(t, () => [200, "text/html", "hello"]);
  assert.match((await wrongLines({ PORT: port })).join(), /used by another program.*PORT/);
});

test("a port where Marque itself answers is no fault", async (t) => {
  const port = await program(t, () => [503, "application/problem+json", "{}"]);
  assert.deepEqual(await wrongLines({ PORT: port }), []);
});

test("production without anything set lists every missing setting", async () => {
  const lines = await wrongLines({}, true);
  assert.deepEqual(
    lines.map((line) => line.split(" ")[0]),
    ["DATABASE_URL"],
  );
});

test("a wrong secret does not hide a database that does not answer", async () => {
  const lines = await wrongLines({ DATABASE_URL: closed, MARQUE_SECRET: "changeme" }, true);
  assert.equal(lines.length, 2);
  assert.match(lines.join("\n"), /default or an example[\s\S]*no PostgreSQL answers at 127\.0\.0\.1:1/);
  assert.doesNotMatch(lines.join(), /hunter2/);
});

const fine = {
  version: 180_004,
  text: "18.4",
  me: "marque",
  mayMakeRoles: true,
  mayMakeSchemas: true,
  extensions: 2,
  foreignRoles: [] as string[],
};
const unfit: readonly [string, Partial<typeof fine>, RegExp][] = [
  ["PostgreSQL 17", { version: 170_006, text: "17.6" }, /17\.6 and must be 18/],
  ["a user who may not create roles", { mayMakeRoles: false }, /createrole/],
  ["a user who may not create schemas", { mayMakeSchemas: false }, /grant create/],
  ["a PostgreSQL without its contrib package", { extensions: 1 }, /contrib/],
  [
    "a user beside another one's Marque",
    { foreignRoles: ["marque_owner", "marque_app"] },
    /grant marque_owner, marque_app to "marque" with admin option/,
  ],
];
for (const [what, answer, says] of unfit) {
  test(`${what} is refused with the fix`, () => {
    const finding = suits({ ...fine, ...answer });
    assert.equal(finding.isGood, false);
    assert.match(finding.line, says);
  });
}

test("a database that suits is called good", () => assert.equal(suits(fine).isGood, true));

const least: LoginAnswer = {
  ...{ isSuperuser: false, passesRowSecurity: false, makesRoles: false, makesDatabases: false, replicates: false },
  ...{ memberOf: ["marque_door", "t_neo_jp_hq", "t_neo_jp_clock"], withoutTaking: [], schemas: ["t_neo_jp"] },
};
const more: readonly [string, Partial<LoginAnswer>, RegExp][] = [
  ["is a superuser", { isSuperuser: true }, /alter role "marque_app" nosuperuser;/],
  ["passes row security", { passesRowSecurity: true }, /alter role "marque_app" nobypassrls;/],
  ["makes roles and databases", { makesRoles: true, makesDatabases: true }, /nocreaterole nocreatedb;/],
  ["may replicate", { replicates: true }, /noreplication;/],
  ["takes a role that it need not", { memberOf: ["marque_door", "marque_owner"] }, /revoke "marque_owner" from/],
  ["inherits what it should take", { withoutTaking: ["t_neo_jp_hq"] }, /revoke "t_neo_jp_hq" from "marque_app";/],
];
for (const [what, answer, says] of more) {
  test(`a login that ${what} is told with what mends it`, () => {
    const finding = isNoMore("marque_app", { ...least, ...answer });
    assert.equal(finding.isGood, false);
    assert.match(finding.line, says);
  });
}

test("a login that may only take its tenants' roles and the door's is called good", () =>
  assert.equal(isNoMore("marque_app", least).isGood, true));

test("the login of a fresh installation is what it must be and no more, and what somebody gave it is found", async (t) => {
  const database = await freshDatabase();
  t.after(() => database.drop());
  await migrate(database.config, house);
  const [, login] = await databaseFindings(database.config);
  assert.deepEqual([login?.isGood, login?.line.includes(loginOf(database.name))], [true, true], login?.line);
  const superuser = new pg.Client(database.config);
  await superuser.connect();
  await superuser.query(`alter role ${loginOf(database.name)} bypassrls`);
  await superuser.end();
  const [, given] = await databaseFindings(database.config);
  assert.deepEqual([given?.isGood, given?.line.includes("nobypassrls")], [false, true], given?.line);
});

test("a host that nobody knows is told", async () => {
  const { isGood, line } = await databaseFinding("postgres://marque:hunter2@db.invalid/marque");
  assert.equal(isGood, false);
  assert.match(line, /db\.invalid/);
  assert.doesNotMatch(line, /hunter2/);
});
