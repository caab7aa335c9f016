import { known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { hear, type Intake } from "#modules/aftersales-leads/intake.ts";
import { openLead, writeLeads } from "#modules/aftersales-leads/open-leads.ts";
import { customer } from "#modules/customers/index.ts";
import { openCustomer } from "#modules/customers/open-customer.ts";
import { asSystem, beginAs } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { columnsOf } from "#platform/db/columns.ts";
import type { Statement } from "#platform/db/database.ts";
import { countStatement, pageStatement } from "#platform/lists/index.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { Ground } from "./ground.ts";
import { fillLeads } from "./lead-rows.ts";
import { type Pace, sideBySide, tableHead } from "./rounds.ts";
import { advisorOf, formHeaders, tenant } from "./tenant.ts";

const lead = known.get("aftersales-lead") as AnyRecord;
/** Somebody whom nobody knows yet, with a number of eight digits by which they are reached. */
const somebody = (digits: string): Intake => ({
  firstName: "花子",
  lastName: "佐藤",
  email: `hana${digits}@example.com`,
  phone: `+8190${digits}`,
  postalCode: "100-0002",
  request: "oil",
});
let people = 0;
const newDigits = (): string => String(10_000_000 + people++);
const anyDigits = /(?<=hana|\+8190)\d{8}/g;
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
  console.log("\n## Leads\n\nfilling 100,000 leads and 50,000 customers…\n");
  await fillLeads(ground.config, 100_000);
  await fillCustomers(ground);
  console.log(tableHead);
  await list(ground, pace);
  await intakes(ground, pace);
}

/** Customers by SQL, so that who sends a form is looked for among many. */
async function fillCustomers({ db, sql }: Ground): Promise<void> {
  const said = { ...somebody(newDigits()), name: "佐藤 花子", ...unsaid, consents: {} };
  const { person } = openCustomer(said as never, {
    dealer: "D000",
    at: now(),
    source: "website",
    wording: () => "bench",
  });
  await db.as(system, (tx) =>
    tx.finish(insertStatement(customer as AnyRecord, [person], { move: "create", by: null })),
  );
  const columns = columnsOf(customer as AnyRecord).map(({ column }) => column);
  const value = (column: string): string => {
    if (column === "id") return "uuidv7()";
    if (column === "phone") return "'+8180' || (10000000 + g)";
    if (column === "email") return "'taro' || g || '@example.com'";
    return `r.${column}`;
  };
  await sql(
    `insert into customer (${columns.join()}) select ${columns.map(value).join()} from customer r, generate_series(1, 50000) g`,
  );
  await sql("vacuum analyze customer");
}
const unsaid = {
  firstNameReading: null,
  lastNameReading: null,
  otherPhone: null,
  language: null,
  country: null,
  state: null,
  city: null,
};

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
  const reads: Statement[] = [];
  const opened = await db.as(system, (tx) => {
    const query = <T>(statement: Statement): Promise<T[]> => {
      reads.push(statement);
      return tx.query<T>(statement);
    };
    return openLead(foundations, { ...tx, query }, hear(somebody(newDigits()), origin));
  });
  const writes = writeLeads(foundations, [opened], { move: "create", by: null });
  const ours = {
    name: "intake of a lead over HTTP",
    work: () =>
      api.ask(
        "/intake/aftersales-leads",
        { method: "POST", headers: formHeaders },
        JSON.stringify(somebody(newDigits())),
      ),
  };
  /** The same without HTTP, in the process of the bench as the bare statements are. */
  const atTheDesk = {
    name: "intake of a lead at the desk",
    work: () =>
      db.as(system, async (tx) => {
        const one = await openLead(foundations, tx, hear(somebody(newDigits()), origin));
        await tx.finish(...writeLeads(foundations, [one], { move: "create", by: null }));
      }),
  };
  /** What HTTP itself costs: a body that is refused before anything is asked of the database. */
  const refused = {
    name: "an intake over HTTP that is refused at once",
    work: () =>
      api.ask("/intake/aftersales-leads", { method: "POST", headers: formHeaders }, "{}").catch((error: Error) => {
        if (!error.message.includes(": 422 ")) throw error;
      }),
  };
  const floor = () => {
    const anew = ofSomebodyNew();
    return bare.run(beginAs(system, now()), reads.map(anew), writes.map(anew));
  };
  return sideBySide(pace, [ours, atTheDesk, refused], { name: "bare", work: floor });
}

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The same statement about somebody else: another number, and new ids, the same one for the same old one. */
function ofSomebodyNew(): (statement: Statement) => Statement {
  const digits = newDigits();
  const fresh = new Map<string, string>();
  const newFor = (id: string): string => {
    const given = fresh.get(id) ?? newId();
    fresh.set(id, given);
    return given;
  };
  const anew = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(anyId, newFor).replace(anyDigits, digits);
    return Array.isArray(value) ? value.map(anew) : value;
  };
  return (statement) => ({ ...statement, values: statement.values.map(anew) });
}
