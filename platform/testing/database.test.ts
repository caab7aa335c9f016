import assert from "node:assert/strict";
import test from "node:test";
import pg from "pg";
import { copyOf, freshDatabase, templateOf } from "./database.ts";

async function ask(config: pg.PoolConfig, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows as unknown[][];
  } finally {
    await client.end();
  }
}

test("two tests write beside each other and neither sees the other's rows", async (t) => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  t.after(() => Promise.all([one.drop(), other.drop()]));
  await ask(one.config, "create table note as select 1 as n");
  assert.deepEqual(await ask(other.config, "select to_regclass('note')"), [[null]]);
});

test("a prepared database is made once and copied as often as it is asked for", async (t) => {
  let builds = 0;
  const build = async (config: pg.PoolConfig): Promise<void> => {
    builds += 1;
    await ask(config, "create table note as select '佐藤' as words");
  };
  const [name] = await Promise.all([templateOf("notes", build), templateOf("notes", build)]);
  const copies = [await copyOf(name), await copyOf(name)];
  t.after(() => Promise.all(copies.map((copy) => copy.drop())));
  assert.equal(builds, 1);
  for (const copy of copies) assert.deepEqual(await ask(copy.config, "select words from note"), [["佐藤"]]);
});
