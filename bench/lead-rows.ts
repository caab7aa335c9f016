import pg from "pg";
import { known } from "#apps/house.ts";
import { newId } from "#platform/clocks/chance.ts";
import { begin } from "#platform/moves/decide.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { tenant, zone } from "./tenant.ts";

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
export async function fillLeads(config: pg.PoolConfig, leads: number): Promise<void> {
  const row = begin(known.get("aftersales-lead") as AnyRecord, leadRow("D000"), "2026-01-01T00:00:00.000Z", zone);
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
