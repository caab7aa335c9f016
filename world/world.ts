import { vehicleOwnership } from "#modules/vehicles/index.ts";
import type { Instant } from "#platform/record/index.ts";
import { garageOf } from "./cars.ts";
import { leadsOf } from "./leads.ts";
import { mailsOf } from "./mails.ts";
import type { MarketPlan } from "./market.ts";
import { marketEu } from "./market-eu.ts";
import { marketJp } from "./market-jp.ts";
import { networkOf } from "./network.ts";
import { customerTables, peopleOf } from "./people.ts";
import type { Table } from "./rows.ts";
import { featured } from "./staff-plan.ts";
import { workshopOf } from "./workshop.ts";

/** One tenant of the demo: its tables in the order in which they may be stored, and the key of its web form. */
export type TenantWorld = { tenant: MarketPlan["tenant"]; tables: readonly Table[] };
/** Somebody whom the demo's sign-in page offers: `place` and `tenant` as they are shown there. */
export type DemoAccount = { email: string; name: string; role: string; place: string; tenant: string };

export const markets = [marketJp, marketEu];

/** The demo's accounts, the same in every world. */
export const demoAccounts: readonly DemoAccount[] = featured.flatMap(({ email, name, place, profiles, tenant }) =>
  name && place
    ? [
        {
          email,
          name,
          place,
          role: profiles[0]?.role ?? "",
          tenant: markets.find((m) => m.tenant.code === tenant)?.tenant.name ?? tenant,
        },
      ]
    : [],
);

/** A believable dealer network as it is at `now`: the same for the same moment and seed. */
export const worldOf = (now: Instant, seed = 25): TenantWorld[] =>
  markets.map((market) => tenantWorldOf(market, now, seed));

/** The world of one market. */
export function tenantWorldOf(market: MarketPlan, now: Instant, seed: number): TenantWorld {
  const { tables: network, staff } = networkOf(market, now, seed);
  const people = peopleOf(market, now, seed);
  const garage = garageOf(market, people, now, seed);
  const leads = leadsOf({ market, people, cars: garage.cars, staff, now }, seed);
  const dealersOf = new Map(people.map(({ said, dealers }) => [said.id, [...dealers].sort()]));
  for (const { record, rows, history } of garage.tables) {
    if (record.name !== vehicleOwnership.name) continue;
    for (const row of rows) row.dealers = dealersOf.get(String(row.customer)) ?? [];
    history.push(...leads.windowLines);
  }
  const customers = customerTables(people, seed);
  const { tenant } = market;
  const rowsOf = (tables: readonly Table[], name: string) =>
    tables.find(({ record }) => record.name === name)?.rows ?? [];
  const ground = { dealers: rowsOf(network, "dealer"), leads: rowsOf(leads.tables, "aftersales-lead"), staff, now };
  const workshop = workshopOf(market, ground, seed);
  const mails = mailsOf(market, { ...ground, appointments: rowsOf(workshop, "appointment") }, seed);
  return { tenant, tables: [...network, ...customers, ...garage.tables, ...leads.tables, ...workshop, mails] };
}
