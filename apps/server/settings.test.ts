import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { ownSecret } from "./secret.ts";
import { settingsFrom } from "./settings.ts";
import { demoSender } from "./settings-mail.ts";

const good = {
  DATABASE_URL: "postgres://marque:s3%40fe@db:5432/marque",
  MARQUE_SECRET: "kX9vQm2TzR7wLc4NbY8pHd5GfJ1sAe6U",
};
const production = ["--production"];

/** What is set wrongly, how, and a word that the one line must say. */
const broken: readonly [string, Record<string, string | undefined>, readonly string[], RegExp][] = [
  ["no database", { DATABASE_URL: undefined }, production, /DATABASE_URL is missing/],
  ["an empty database", { DATABASE_URL: "" }, production, /DATABASE_URL is missing/],
  ["a database in quotation marks", { DATABASE_URL: `"${good.DATABASE_URL}"` }, production, /quotation marks/],
  ["a line break after the database", { DATABASE_URL: `${good.DATABASE_URL}\n` }, production, /line break/],
  ["a database that is a name", { DATABASE_URL: "marque" }, production, /not a URL/],
  ["a database of another make", { DATABASE_URL: "mysql://a:b@db/marque" }, production, /must begin with postgres/],
  ["a password with #", { DATABASE_URL: "postgres://marque:hun#ter2@db/marque" }, production, /%23/],
  ["a password with /", { DATABASE_URL: "postgres://marque:hun/ter2@db/marque" }, production, /%2F/],
  ["a password with ?", { DATABASE_URL: "postgres://marque:hun?ter2@db/marque" }, production, /%3F/],
  ["a password with / after digits", { DATABASE_URL: "postgres://marque:12/ter2@db/marque" }, production, /%2F/],
  ["a password with ? after digits", { DATABASE_URL: "postgres://marque:12?ter2@db/marque" }, production, /%3F/],
  ["a password with @", { DATABASE_URL: "postgres://marque:hun@ter2@db/marque" }, production, /%40/],
  ["a password with a bare %", { DATABASE_URL: "postgres://marque:hun%ter2@db/marque" }, production, /%25/],
  ["a password with a space", { DATABASE_URL: "postgres://marque:hun ter2@db/marque" }, production, /%20/],
  ["a port that is a word", { DATABASE_URL: "postgres://marque:hunter2@db:abc/marque" }, production, /cannot be read/],
  ["no host", { DATABASE_URL: "postgres:///marque" }, production, /no host/],
  ["a user without a host", { DATABASE_URL: "postgres://marque:hunter2@/marque" }, production, /no host/],
  ["no database name", { DATABASE_URL: "postgres://marque:hunter2@db" }, production, /names no database/],
  ["no user", { DATABASE_URL: "postgres://db/marque" }, production, /no user/],
  ["the secret “secret”", { MARQUE_SECRET: "secret" }, production, /default or an example/],
  [
    "the secret “changeme”",
    { MARQUE_SECRET: "changemechangemechangemechangeme!" },
    production,
    /default or an example/,
  ],
  ["a short secret", { MARQUE_SECRET: "kX9vQm2TzR7w" }, production, /12 characters/],
  ["a secret of one letter", { MARQUE_SECRET: "x".repeat(40) }, production, /repeats itself/],
  ["a secret that repeats", { MARQUE_SECRET: "kX9vQm2TzR7w".repeat(3) }, production, /repeats itself/],
  ["a secret with a line break", { MARQUE_SECRET: `${good.MARQUE_SECRET}\n` }, production, /line break/],
  ["a port that is no number", { PORT: "http" }, [], /PORT/],
  ["a port beyond the last", { PORT: "70000" }, [], /PORT/],
  ["a negative port", { PORT: "-1" }, [], /PORT/],
  ["a host with a scheme", { HOST: "http://localhost" }, production, /HOST/],
  ["a demo for the whole network", { HOST: "0.0.0.0" }, [], /this machine only/],
  ["a demo on a name that only begins like loopback", { HOST: "127.0.0.1.example.org" }, [], /this machine only/],
  ["an unknown option", {}, ["--prodution"], /--prodution is not an option/],
];

for (const [what, env, args, says] of broken) {
  test(`${what} is one clear line`, () => {
    const read = settingsFrom({ ...good, ...env }, args);
    assert.ok(read.kind === "wrong");
    assert.equal(read.lines.length, 1, read.lines.join("\n"));
    assert.match(read.lines[0] ?? "", says);
    assert.doesNotMatch(read.lines[0] ?? "", /\n|ter2|kX9v/, "a line repeats no secret");
  });
}

test("every wrong setting is told at once", () => {
  const read = settingsFrom({ PORT: "x", MARQUE_SECRET: "changeme" }, production);
  assert.equal(read.kind === "wrong" && read.lines.length, 3);
});

test("the demo needs no setting at all", () => {
  const read = settingsFrom({}, []);
  assert.deepEqual(read, {
    kind: "settings",
    isProduction: false,
    databaseUrl: null,
    secret: null,
    port: 4600,
    host: "127.0.0.1",
    folder: ".marque",
    mail: { smtp: null, from: demoSender, inPort: null, publicUrl: null },
    proxies: [],
    notes: [],
  });
});

test("only a proxy beside production, or one that is named, is believed", () => {
  const read = settingsFrom({ ...good, TRUSTED_PROXIES: "10.0.0.5, 10.1.0.0/16" }, ["--production"]);
  assert.deepEqual(read.kind === "settings" && read.proxies, ["loopback", "10.0.0.5", "10.1.0.0/16"]);
  for (const wrong of ["everybody", "10.0.0.5/40", "10.0.0.0/8/8", "proxy.example"]) {
    const refused = settingsFrom({ ...good, TRUSTED_PROXIES: wrong }, ["--production"]);
    assert.ok(refused.kind === "wrong" && /TRUSTED_PROXIES/.test(refused.lines.join()), wrong);
  }
});

test("the demo leaves a database alone that happens to be named, and says so", () => {
  const read = settingsFrom(good, []);
  assert.ok(read.kind === "settings" && read.databaseUrl === null);
  assert.match(read.notes.join(), /--production/);
});

for (const url of [
  good.DATABASE_URL,
  "postgresql://marque@/marque?host=/var/run/postgresql",
  "postgres://m:p@[::1]:5433/marque?sslmode=require",
]) {
  test(`production starts on ${new URL(url.replace("@/", "@socket/")).host}`, () => {
    const read = settingsFrom({ ...good, DATABASE_URL: url, HOST: "0.0.0.0", PORT: "80" }, production);
    assert.ok(read.kind === "settings", JSON.stringify(read));
    assert.equal(read.databaseUrl, url);
    assert.equal(read.secret, good.MARQUE_SECRET);
  });
}

test("the demo makes one secret of its own, which only its user may read", () => {
  const folder = mkdtempSync(join(tmpdir(), "marque-secret-"));
  try {
    const first = ownSecret(join(folder, "new"));
    assert.equal(first.length, 43);
    assert.equal(ownSecret(join(folder, "new")), first);
    assert.equal(statSync(join(folder, "new", "secret")).mode & 0o777, 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
