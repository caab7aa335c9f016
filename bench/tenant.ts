import pg from "pg";
import { house, known } from "#apps/house.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, openDoor, openSession } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { openDatabase } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";

export const tenant = { code: "bench", schema: "t_bench" };
const names = (text: string) => ({ en: text, ja: text, zh: text, ru: text });
const place = {
  street: "1",
  city: "Tokyo",
  postalCode: "100-0001",
  country: "JP",
  phone: "+81312345678",
  email: "desk@example.com",
  zone: "Asia/Tokyo",
  hours: [],
  holidays: [],
  customerChangeHours: 24,
};

/** A tenant of 100 dealers with `leads` leads and one advisor; gives the advisor's token. */
export async function benchTenant(config: pg.PoolConfig, leads: number): Promise<{ token: string; staff: string }> {
  await migrate(config, house);
  await openTenant(config, house, {
    ...tenant,
    name: "Bench",
    country: "JP",
    defaultDealer: "D000",
    isDemo: true,
  });
  const db = openDatabase(config);
  const put = (name: string, rows: Record<string, unknown>[]) => {
    const record = known.get(name);
    if (!record) throw new Error(`no record ${name}`);
    return db.as(asSystem(tenant, "fills the bench"), (tx) =>
      tx.finish(
        insertStatement(
          record,
          rows.map((row) => begin(record, row, tx.at, "Asia/Tokyo")),
          { move: "create", by: null },
        ),
      ),
    );
  };
  const staff = newId();
  await put("region", [{ code: "east", names: names("East") }]);
  await put(
    "dealer",
    Array.from({ length: 100 }, (_, i) => ({
      ...place,
      code: `D${String(i).padStart(3, "0")}`,
      name: `Dealer ${i}`,
      region: "east",
      postalAreas: [String(i + 100)],
    })),
  );
  await put("aftersales-campaign", [
    { code: "contact-request", names: names("Contact"), drivenBy: "customer", models: [], isOpen: true },
  ]);
  await put("staff", [
    { id: staff, name: "Bench", email: "bench@example.com", language: "en", isActive: true, dealers: ["D000"] },
  ]);
  await put("staff-profile", [{ id: newId(), staff, role: "advisor", dealer: "D000", dealers: ["D000"] }]);
  await fill(
    config,
    leads,
    begin(known.get("aftersales-lead") as never, leadRow("D000"), "2026-01-01T00:00:00.000Z", "Asia/Tokyo"),
  );
  const client = new pg.Client(config);
  await client.connect();
  await client.query("insert into marque.account (id, tenant, email) values ($1, $2, 'bench@example.com')", [
    staff,
    tenant.code,
  ]);
  await client.end();
  const door = openDoor(db.pool);
  await addFormKey(door, "bench-form", { tenant: tenant.code, name: "bench", source: "website" });
  const token = await openSession(door, staff, "token");
  await db.close();
  return { token, staff };
}

const leadRow = (dealer: string) => ({
  id: newId(),
  name: "佐藤 花子",
  dealer,
  campaign: "contact-request",
  source: "website",
  drivenBy: "customer",
  persona: "prospect",
  phone: "+81312345678",
  assignedAt: "2026-01-01T00:00:00.000Z",
});

/** Many leads by SQL from one: spread over the dealers, a minute apart, one in eight still assigned. */
async function fill(config: pg.PoolConfig, leads: number, row: Record<string, unknown>): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query(`set search_path = ${tenant.schema}, public`);
  const { rows } = await client.query<{ column: string }>(
    "select column_name as column from information_schema.columns where table_schema = $1 and table_name = 'aftersales_lead' order by ordinal_position",
    [tenant.schema],
  );
  const columns = rows.map(({ column }) => column);
  const value = (column: string): string => {
    if (column === "id") return "uuidv7()";
    if (column === "dealer") return "'D' || lpad((g % 100)::text, 3, '0')";
    if (column === "created_at") return "timestamptz '2026-01-01' - g * interval '1 minute'";
    if (column === "status") return "case when g % 8 = 0 then 'assigned' else 'sales-lost' end";
    if (column === "final_at") return "case when g % 8 = 0 then null else timestamptz '2026-01-01' end";
    if (column.endsWith("_due_at")) return "null";
    return `r.${column}`;
  };
  const shape = columns.map((column) => `"${column}"`).join(", ");
  const snake = Object.fromEntries(
    Object.entries(row).map(([field, v]) => [field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), v]),
  );
  await client.query(
    `insert into aftersales_lead (${shape}) select ${columns.map(value).join(", ")}
     from jsonb_populate_record(null::aftersales_lead, $1::jsonb) r, generate_series(1, $2::integer) g`,
    [JSON.stringify(snake), leads],
  );
  await client.query("vacuum analyze aftersales_lead");
  await client.end();
}
