import type pg from "pg";
import { house } from "#apps/house.ts";
import { mail } from "#modules/mails/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, type Door, openAccounts, openDoor, tenantOf } from "#platform/accounts/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { countAll } from "#platform/counts/add-up.ts";
import { isCounted } from "#platform/counts/cells.ts";
import { columnOf, columnsOf, historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { type Database, openDatabase, type Transaction } from "#platform/db/database.ts";
import { underLogin } from "#platform/db/login.ts";
import { openTenant } from "#platform/db/migrate.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type LinkHome, writtenMails } from "./mail-letters.ts";
import type { HistoryRow, Table } from "./rows.ts";
import { type DemoAccount, demoAccounts, markets, type TenantWorld, worldOf } from "./world.ts";

const rowsAtOnce = 1000;
const linesAtOnce = 5000;
/** Where nobody said where the pages are. */
const elsewhere: LinkHome = { publicUrl: "https://marque.example", secret: "" };

/**
 * Loads the demo world as it is at `at` where it is not loaded yet, each tenant in one transaction: a load that was cut
 * off is done again from its start. Takes a user who may create roles and schemas, and where links in mails lead. Gives the
 * accounts of the demo.
 */
export async function loadWorld(
  config: pg.PoolConfig,
  say: (line: string) => void = () => undefined,
  at: Instant = now(),
  home: LinkHome = elsewhere,
): Promise<readonly DemoAccount[]> {
  const db = openDatabase({ ...underLogin(config), max: 2 }, "unhurried");
  const door = openDoor(db.pool);
  let world: readonly TenantWorld[] | undefined;
  try {
    for (const { tenant, formKey, programKey } of markets) {
      if (!(await tenantOf(door, tenant.code))) await openTenant(config, house, tenant);
      if (!(await isLoaded(db, tenant))) {
        world ??= worldOf(at);
        say(`loading the demo world of ${tenant.name}`);
        await loadTenant(db, world.find((one) => one.tenant.code === tenant.code)?.tables ?? [], tenant, home);
      }
      await openDoors(db, door, tenant);
      await addKeys(door, tenant, { formKey, programKey });
    }
  } finally {
    await db.close();
  }
  return demoAccounts;
}

type Tenant = TenantWorld["tenant"];

const isLoaded = (db: Database, tenant: Tenant): Promise<boolean> =>
  db.as(asSystem(tenant, "whether the demo world is loaded"), async (tx) => {
    const [found] = await tx.query<{ is: boolean }>({ text: `select exists (select from region) as "is"`, values: [] });
    return found?.is === true;
  });

/** Loads the tables of a tenant that has none yet, in one transaction. */
export const loadTenant = (
  db: Database,
  tables: readonly Table[],
  tenant: Tenant,
  home: LinkHome = elsewhere,
): Promise<void> =>
  db.as(asSystem(tenant, "loading the demo world"), async (tx) => {
    for (const table of tables)
      await loadTable(tx, table.record.name === mail.name ? await written(tx, table, home) : table);
    for (const { record } of tables) if (isCounted(record)) await countAll(tx, record);
  });

const written = async (tx: Transaction, table: Table, home: LinkHome): Promise<Table> => ({
  ...table,
  rows: await writtenMails(tx, table.rows, home),
});

async function loadTable(tx: Transaction, { record, rows, history }: Table): Promise<void> {
  for (const part of parts(rows, rowsAtOnce))
    await tx.query({ text: rowsText(record), values: [JSON.stringify(part)] });
  const isTold = history.some(({ field }) => field === "created");
  if (!isTold) await tx.query({ text: createdText(record), values: [] });
  const inOrder = history.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const part of parts(inOrder, linesAtOnce))
    await tx.query({ text: linesText(record), values: [JSON.stringify(part)] });
}

const parts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

function rowsText(record: AnyRecord): string {
  const columns = columnsOf(record);
  return `insert into ${tableOf(record)} (${columns.map(({ column }) => column).join(", ")})
    select ${columns.map(({ field }) => `i."${field}"`).join(", ")}
    from jsonb_to_recordset($1::jsonb) as i(${columns.map(({ field, type }) => `"${field}" ${type}`).join(", ")})`;
}

const lineColumns = {
  recordId: "text",
  version: "integer",
  at: "timestamptz",
  move: "text",
  userId: "uuid",
  userName: "text",
  field: "text",
  oldValue: "jsonb",
  newValue: "jsonb",
} satisfies Record<keyof HistoryRow, string>;

/** Whose the record is, as history keeps it beside each line. */
const scopeOf = ({ belongsTo }: AnyRecord): string[] => {
  const field = belongsTo?.dealer ?? belongsTo?.dealers;
  return field ? [columnOf(field)] : [];
};

function linesText(record: AnyRecord): string {
  const fields = Object.entries(lineColumns);
  const scope = scopeOf(record);
  const key = keyColumn(record);
  const keyType = record.key ? "text" : "uuid";
  return `insert into ${historyOf(record)} (${[...fields.map(([field]) => columnOf(field)), ...scope].join(", ")})
    select ${[`r.${key}`, ...fields.slice(1).map(([field]) => `i."${field}"`), ...scope.map((column) => `r.${column}`)].join(", ")}
    from jsonb_to_recordset($1::jsonb) as i(${fields.map(([field, type]) => `"${field}" ${type}`).join(", ")})
    join ${tableOf(record)} r on r.${key} = i."recordId"::${keyType}
    order by i.at, i."recordId", i.version`;
}

/** Of rows that never changed, history tells that they were created. */
function createdText(record: AnyRecord): string {
  const scope = scopeOf(record);
  return `insert into ${historyOf(record)} (${["record_id", "version", "at", "move", "field", ...scope].join(", ")})
    select ${[keyColumn(record), "1", "created_at", "'create'", "'created'", ...scope].join(", ")}
    from ${tableOf(record)} order by created_at, ${keyColumn(record)}`;
}

/** Lets the staff sign in; who may already stays as they are. */
async function openDoors(db: Database, door: Door, tenant: Tenant): Promise<void> {
  const staff = await db.as(asSystem(tenant, "who of the demo may sign in"), (tx) =>
    tx.query<{ id: string; email: string }>({ text: "select id, email from staff order by email", values: [] }),
  );
  await openAccounts(
    door,
    staff.map(({ id, email }) => ({ id, email, tenant: tenant.code })),
  );
}

/** How many requests a minute a program may send to the demo. */
const perMinute = 300;
/** The keys of the demo, which stand in its guide for everybody to read: one for a program, and the form's, good for both. */
async function addKeys(
  door: Door,
  { code: tenant }: Tenant,
  { formKey, programKey }: Pick<(typeof markets)[number], "formKey" | "programKey">,
): Promise<void> {
  for (const [{ key, ...said }, kind] of [
    [formKey, "both"],
    [programKey, "program"],
  ] as const)
    await addFormKey(door, key, { ...said, tenant, kind, perMinute });
}
