import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Proof } from "../proof.ts";
import { operationsOf, type Try, triesOf } from "./tries.ts";

const document = join(import.meta.dirname, "../../printed/openapi.json");
type Row = { id: string; name: string; phone: string; version: number };

/** Tries at every door of the API by people who have no business there, in ways that are wrong; each answer must be the house's. */
export async function proveDoors(count: number): Promise<Proof> {
  const house = await openTestHouse();
  try {
    const foreign = await foreignRows(house);
    const tries = triesOf(
      // a stream has no end to wait for, and signing out would end the tries of one asker
      operationsOf(JSON.parse(readFileSync(document, "utf8"))).filter(
        ({ path }) => !/\/(events|sign-out|sessions\/end-others|demo\/.*)$/.test(path),
      ),
      await askersOf(house),
      foreign.map(({ id }) => id),
      count,
    );
    const failures: string[] = [];
    for (const one of tries) failures.push(...(await faultsOf(house, one, foreign)));
    const after = await foreignRows(house);
    if (JSON.stringify(after) !== JSON.stringify(foreign)) failures.push("a row of another dealer or company changed");
    return { tries: tries.length, failures };
  } finally {
    await house.close();
  }
}

/** Leads of another region and of another company: nothing of them may come back to anybody who asks here. */
async function foreignRows(house: TestHouse): Promise<Row[]> {
  const text = (schema: string, dealer: string) =>
    `(select id::text, name, phone, version from ${schema}.aftersales_lead where dealer = '${dealer}' and phone is not null order by id limit 3)`;
  return house.sql<Row>(`${text("t_neo_jp", "FUJI")} union all ${text("t_neo_eu", "LUMEN")} order by 1`);
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

async function askersOf(house: TestHouse): Promise<Record<string, Record<string, string>>> {
  return {
    nobody: {},
    "a made-up token": bearer("x".repeat(43)),
    "a form": { "x-form-key": "demo-form" },
    "an advisor of another dealer": bearer(await house.token("advisor@sakura.demo")),
    "the manager of another region": bearer(await house.token("area-east@neo.demo")),
  };
}

async function faultsOf(house: TestHouse, one: Try, foreign: readonly Row[]): Promise<string[]> {
  const reply = await fetch(`${house.address()}/api/v1${one.path}`, {
    method: one.method,
    headers: one.headers,
    redirect: "manual",
    ...(one.body === undefined ? {} : { body: one.body }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await reply.text();
  const told = `${one.told} → ${reply.status}`;
  const isProblem = (reply.headers.get("content-type") ?? "").startsWith("application/problem+json");
  return [
    ...(reply.status >= 500 ? [told] : []),
    ...(reply.status >= 400 && !isProblem ? [`${told}: no problem of the house's form`] : []),
    ...(reply.status >= 400 && isProblem && !isWhole(text) ? [`${told}: a problem without type, status or trace`] : []),
    ...foreign
      .filter(({ name, phone }) => text.includes(name) || text.includes(phone))
      .map(() => `${told}: tells a foreign row`),
  ];
}

function isWhole(text: string): boolean {
  const { type, status, traceId } = JSON.parse(text) as Record<string, unknown>;
  return typeof type === "string" && typeof status === "number" && typeof traceId === "string";
}
