import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { addressOf, databasePid, type Program, startProgram } from "#apps/testing/server-program.ts";
import { embeddedAddress, removeEmbedded } from "#platform/db/embedded.ts";
import { eventually } from "#platform/testing/eventually.ts";
import type { Proof } from "../proof.ts";
import { type Told, takeInLeads } from "./clients.ts";
import { judged, type Kept } from "./judge.ts";

const clients = 6;
/** What dies: the database's first process, one of its connections' processes, the server, or both together. */
const deaths = ["database", "connections", "server", "both"] as const;
type Death = (typeof deaths)[number];

/**
 * Kills the database, its connections and the server `kills` times while clients take leads in, and lays the clients' own record
 * beside the database. Every fault must heal by itself: the server is started again only where it was the server that was killed.
 */
export async function proveFaults(kills: number, say: (line: string) => void): Promise<Proof> {
  const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
  let program = startProgram(folder);
  try {
    let address = await addressOf(program);
    let isOver = false;
    const headers = { "x-form-key": "demo-intake" };
    const work = Promise.all(
      Array.from({ length: clients }, (_, nth) =>
        takeInLeads(
          nth,
          () => address,
          headers,
          () => isOver,
        ),
      ),
    );
    for (let n = 0; n < kills; n++) {
      const death = deaths[n % deaths.length] as Death;
      await pause(200 + ((n * 37) % 300));
      program = await killed(death, program, folder, address);
      address = await addressOf(program);
      await healed(address);
      say(`kill ${n + 1} of ${kills}: ${death}`);
    }
    isOver = true;
    const record = (await work).flat();
    const failures = judged(record, await leadsIn(folder));
    return { tries: record.reduce((sum, told) => sum + told.statuses.length, 0), failures, told: sentence(record) };
  } finally {
    program.process.kill("SIGTERM");
    await program.ended;
    removeEmbedded(folder);
  }
}

async function killed(death: Death, program: Program, folder: string, address: string): Promise<Program> {
  const database = databasePid(folder);
  if (death === "connections") {
    await ask(
      folder,
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
    return program;
  }
  if (death === "database" || death === "both") if (database) process.kill(database, "SIGKILL");
  if (death === "database") return program;
  program.process.kill("SIGKILL");
  await program.ended;
  return startProgram(folder, new URL(address).port);
}

/** The house answers again and its database with it. */
const healed = (address: string): Promise<true> =>
  eventually(
    "the house is well again",
    async () => (await fetch(`${address}/api/v1/health`).catch(() => undefined))?.status === 200,
    120_000,
  );

async function ask<T extends pg.QueryResultRow>(folder: string, sql: string): Promise<T[]> {
  const { socketFolder: host, user, database } = embeddedAddress(folder);
  const client = new pg.Client({ host, user, database });
  client.on("error", () => undefined); // what goes wrong is thrown by the query
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const leadsIn = (folder: string): Promise<Kept[]> =>
  ask(folder, "select id::text, name from t_neo_jp.aftersales_lead where name ~ '^(Client|Lead)'");

function sentence(record: readonly Told[]): string {
  const acknowledged = record.filter(({ id }) => id !== undefined).length;
  const unanswered = record.reduce((sum, { statuses }) => sum + statuses.filter((one) => one < 0).length, 0);
  const refused = record.reduce((sum, { statuses }) => sum + statuses.filter((one) => one === 503).length, 0);
  return `${acknowledged} of ${record.length} leads acknowledged; ${refused} times 503, ${unanswered} times no answer`;
}
