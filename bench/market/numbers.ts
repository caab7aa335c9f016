import { known } from "#apps/house.ts";
import { beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { type Counted, cellsOf, countColumn, countNames, countsSql } from "#platform/counts/cells.ts";
import type { Statement } from "#platform/db/database.ts";
import type { Ground } from "../ground.ts";
import { beside, type Turns } from "./beside.ts";
import { dealerOf, type Lookers, marketZone } from "./market.ts";

const lead = known.get("aftersales-lead") as Counted;
const names = countNames(lead).map(countColumn);

/** A question of the page: its query over HTTP, what its lines are in SQL, and how many days it looks at. */
type Asked = { what: string; query: string; key: string; days: number; isOfCells: boolean };
const questions: readonly Asked[] = [
  { what: "numbers of 60 days", query: "", key: "null", days: 60, isOfCells: true },
  {
    what: "a year by week",
    query: `?by=week&from=${daysAgo(364)}`,
    key: "date_trunc('week', assigned_on)",
    days: 365,
    isOfCells: true,
  },
  { what: "60 days by dealer", query: "?by=dealer", key: "dealer", days: 60, isOfCells: true },
  { what: "60 days by campaign", query: "?by=campaign", key: "campaign", days: 60, isOfCells: false },
];

const where = (days: number, of: string): string => {
  const today = `(now() at time zone '${marketZone}')::date`;
  return `assigned_on between ${today} - ${days - 1} and ${today}${of}`;
};
/** The lines of a question from the cells, as somebody would write it who trusts that the cells are fresh. */
const fromCells = ({ key, days }: Asked, of: string): Statement => ({
  text: `select ${key} as key, ${names.map((name) => `sum(${name})::integer as ${name}`).join(", ")}
    from ${cellsOf(lead)} where ${where(days, of)} group by 1`,
  values: [],
});
/** The same from the leads themselves. */
const fromRows = ({ key, days }: Asked, of: string): Statement => {
  const values: unknown[] = [];
  const counts = countsSql(lead, values, "r");
  return { text: `select ${key} as key, ${counts} from aftersales_lead r where ${where(days, of)} group by 1`, values };
};

type Told = { total: { counts: Record<string, number> } };

/** The answers of the page of numbers, over HTTP, beside the bare SQL of the cells and beside a scan of the leads, which count the same. */
export async function benchNumbers({ api, bare }: Ground, lookers: Lookers, turns: Turns): Promise<void> {
  for (const who of ["hq", "advisor"] as const) {
    const { person, authorization } = lookers[who];
    const of = who === "hq" ? "" : ` and dealer = '${dealerOf(0)}'`;
    for (const asked of questions) {
      if (who === "advisor" && asked.key === "dealer") continue;
      const path = `/numbers/aftersales-leads${asked.query}`;
      const run = (statement: Statement) => () => bare.run<Record<string, number>>(beginAs(person, now()), [statement]);
      const floors = [
        ...(asked.isOfCells ? [{ name: "the cells' bare SQL", work: run(fromCells(asked, of)) }] : []),
        { name: "a scan of the leads", work: run(fromRows(asked, of)) },
      ];
      const { total } = await api.read<Told>(path, { headers: { authorization } });
      for (const { name, work } of floors) {
        const lines = await work();
        const assigned = lines.reduce((sum, line) => sum + (line.assigned ?? 0), 0);
        if (assigned !== total.counts.assigned) throw new Error(`${asked.what}, ${who}: ${name} says ${assigned}`);
      }
      const ours = (): Promise<void> => api.ask(path, { headers: { authorization } });
      await beside({ what: `${asked.what}, ${who}`, ours, floors }, turns);
    }
  }
}

function daysAgo(days: number): string {
  return new Date(Date.parse(now()) - days * 86_400_000).toISOString().slice(0, 10);
}
