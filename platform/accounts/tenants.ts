import type { Door } from "./door.ts";

/** One national sales company or dealer group: its rows live in a schema of their own. */
export type Tenant = {
  code: string;
  schema: string;
  name: string;
  country: string;
  defaultDealer: string;
  isDemo: boolean;
};

/** The columns of a tenant `t` under their names in the program. */
export const tenantColumns = `t.code, t.schema, t.name, t.country, t.default_dealer as "defaultDealer", t.is_demo as "isDemo"`;

/** The tenant of that code ("neo-jp"), or null. */
export async function tenantOf(door: Door, code: string): Promise<Tenant | null> {
  const rows = await door.query<Tenant>({
    name: "tenant",
    text: `select ${tenantColumns} from tenant t where t.code = $1`,
    values: [code],
  });
  return rows[0] ?? null;
}

/** Every tenant, by code: the sweeper and the event poller go through them. */
export const allTenants = (door: Door): Promise<Tenant[]> =>
  door.query<Tenant>({ name: "tenants", text: `select ${tenantColumns} from tenant t order by t.code`, values: [] });
