import { known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { type Intake, openLead } from "#modules/aftersales-leads/intake.ts";
import { asSystem, beginAs } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Statement } from "#platform/db/database.ts";
import { countStatement, pageStatement } from "#platform/lists/index.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { Ground } from "./ground.ts";
import { fillLeads } from "./lead-rows.ts";
import { type Pace, sideBySide, tableHead } from "./rounds.ts";
import { advisorOf, formHeaders, tenant } from "./tenant.ts";

const lead = known.get("aftersales-lead") as AnyRecord;
const intake: Intake = {
  firstName: "花子",
  lastName: "佐藤",
  email: "hana@example.com",
  phone: "03-1234-5678",
  postalCode: "100-0002",
  request: "oil",
};
const origin = {
  source: "website",
  campaign: "contact-request",
  drivenBy: "customer",
  dealer: null,
  defaultDealer: "D000",
  country: "JP",
  wording: () => "bench",
} as const;
const system = asSystem(tenant, "the bench's bare loop");

/** The list of a dealer and the intake of a lead over HTTP, each beside the very statements it sends. */
export async function benchLeads(ground: Ground, pace: Pace): Promise<void> {
  console.log("\n## Leads\n\nfilling 100,000 leads…\n");
  await fillLeads(ground.config, 100_000);
  console.log(tableHead);
  await list(ground, pace);
  await intakes(ground, pace);
}

function list({ api, bare, authorization }: Ground, pace: Pace): Promise<void> {
  const advisor = advisorOf("D000");
  const question = { view: "assigned-to-dealer", filters: [], limit: 50 };
  const statements = [
    pageStatement(lead, known, advisor, question, now()),
    countStatement(lead, advisor, question, now()),
  ];
  const ours = {
    name: "list of 50 of a dealer with count, 100,000 leads, over HTTP",
    work: () => api.ask("/aftersales-leads?view=assigned-to-dealer&limit=50", { headers: { authorization } }),
  };
  return sideBySide(pace, [ours], { name: "bare", work: () => bare.run(beginAs(advisor, now()), statements) });
}

async function intakes({ api, bare, db }: Ground, pace: Pace): Promise<void> {
  const body = JSON.stringify(intake);
  const reads: Statement[] = [];
  const opened = await db.as(system, (tx) => {
    const query = <T>(statement: Statement): Promise<T[]> => {
      reads.push(statement);
      return tx.query<T>(statement);
    };
    return openLead(foundations, { ...tx, query }, intake, origin);
  });
  const writes = [...opened.beside, insertStatement(lead, [opened.row], { move: "create", by: null })];
  const ours = {
    name: "intake of a lead over HTTP",
    work: () => api.ask("/intake/aftersales-leads", { method: "POST", headers: formHeaders }, body),
  };
  const floor = () => bare.run(beginAs(system, now()), reads, withNewIds(writes));
  return sideBySide(pace, [ours], { name: "bare", work: floor });
}

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The writes with new ids, the same one for the same old one. */
function withNewIds(writes: readonly Statement[]): Statement[] {
  const fresh = new Map<string, string>();
  const anew = (id: string): string => {
    const given = fresh.get(id) ?? newId();
    fresh.set(id, given);
    return given;
  };
  const anewIn = (value: unknown) => (typeof value === "string" ? value.replace(anyId, anew) : value);
  return writes.map((one) => ({ ...one, values: one.values.map(anewIn) }));
}
