import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { type Intake, openLead } from "#modules/aftersales-leads/intake.ts";
import { asSystem, beginAs, type Person } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { openDatabase, type Statement } from "#platform/db/database.ts";
import { startEmbedded } from "#platform/db/embedded.ts";
import { countStatement, pageStatement } from "#platform/lists/index.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { sideBySide } from "./rounds.ts";
import { benchTenant, tenant } from "./tenant.ts";

const lead = known.get("aftersales-lead") as AnyRecord;
const intake: Intake = {
  firstName: "花子",
  lastName: "佐藤",
  email: "hana@example.com",
  phone: "03-1234-5678",
  postalCode: "100-0002",
  request: "oil",
};

const folder = mkdtempSync(join(tmpdir(), "marque-bench-"));
const embedded = await startEmbedded({ folder });
const config = { host: embedded.socketFolder, user: embedded.user, database: embedded.database };
console.log("filling 100,000 leads…");
const { token, staff } = await benchTenant(config, 100_000);
const server = fork(join(import.meta.dirname, "server.ts"), {
  env: { ...process.env, MARQUE_BENCH_PG: JSON.stringify(config) },
});
const [address] = (await once(server, "message")) as [string];

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const ask = (path: string, options: http.RequestOptions, body?: string) =>
  new Promise<void>((resolve, reject) => {
    const request = http.request(`${address}/api/v1${path}`, { agent, ...options }, (response) => {
      response
        .resume()
        .on("end", () =>
          response.statusCode && response.statusCode < 300
            ? resolve()
            : reject(new Error(`${path}: ${response.statusCode}`)),
        );
    });
    request.on("error", reject).end(body);
  });

const raw = new pg.Pool({
  ...config,
  max: 32,
  pipeline: true,
  options: "-c role=marque_app -c timezone=UTC -c jit=off",
});
raw.on("error", () => undefined); // the database ends before the last idle connection does
/** The same statements in one pipelined transaction per batch, straight on the driver. */
async function bare(begin: string, ...batches: Statement[][]): Promise<void> {
  const client = await raw.connect();
  const sent: Promise<unknown>[] = [client.query(begin)];
  for (const [i, batch] of batches.entries()) {
    for (const one of batch)
      sent.push(
        client.query({
          text: one.text,
          values: one.values,
          ...(one.name ? { name: `bare:${one.name}`.slice(0, 60) } : {}),
        }),
      );
    if (i === batches.length - 1) sent.push(client.query("commit"));
    await Promise.all(sent.splice(0));
  }
  client.release();
}

const advisor: Person = {
  kind: "person",
  tenant: tenant.code,
  schema: tenant.schema,
  userId: staff,
  userName: "Bench",
  profileId: newId(),
  role: "advisor",
  dealer: "D000",
  region: null,
  dealers: ["D000"],
};
const question = { view: "assigned-to-dealer", filters: [], limit: 50 };
const listSql = [pageStatement(lead, known, advisor, question, now()), countStatement(lead, advisor, question, now())];

const origin = {
  source: "website",
  campaign: "contact-request",
  drivenBy: "customer",
  dealer: null,
  defaultDealer: "D000",
  country: "JP",
  wording: () => "bench",
} as const;
const system = asSystem(tenant, "the bench's raw loop");
const db = openDatabase(config);
const reads: Statement[] = [];
const opened = await db.as(system, (tx) =>
  openLead(
    foundations,
    {
      ...tx,
      query: (statement) => {
        reads.push(statement);
        return tx.query(statement);
      },
    },
    intake,
    origin,
  ),
);
await db.close();
const insert = insertStatement(lead, [opened.row], { move: "create", by: null });
const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The writes of one intake with new ids, the same one for the same old one. */
function freshWrites(): Statement[] {
  const fresh = new Map<string, string>();
  const anew = (id: string): string => {
    const known = fresh.get(id) ?? newId();
    fresh.set(id, known);
    return known;
  };
  return [...opened.beside, insert].map((one) => ({
    ...one,
    values: one.values.map((value) => (typeof value === "string" ? value.replace(anyId, anew) : value)),
  }));
}

const headers = { "content-type": "application/json", "x-form-key": "bench-form" };
const body = JSON.stringify(intake);
console.log("\n| what | clients | Marque, a second | raw loop, a second | ratio |\n|---|---|---|---|---|");
for (const clients of [1, 8, 32]) {
  console.log(
    await sideBySide(
      clients,
      {
        name: "list of 50 of a dealer with count, 100,000 leads, over HTTP",
        work: () =>
          ask(`/aftersales-leads?view=assigned-to-dealer&limit=50`, { headers: { authorization: `Bearer ${token}` } }),
      },
      { name: "raw", work: () => bare(beginAs(advisor, now()), listSql) },
    ),
  );
}
for (const clients of [1, 8, 32]) {
  console.log(
    await sideBySide(
      clients,
      {
        name: "intake of a lead over HTTP",
        work: () => ask("/intake/aftersales-leads", { method: "POST", headers }, body),
      },
      { name: "raw", work: () => bare(beginAs(system, now()), reads, freshWrites()) },
    ),
  );
}
agent.destroy();
server.disconnect();
await once(server, "exit");
await raw.end();
await embedded.stop();
rmSync(folder, { recursive: true, force: true });
