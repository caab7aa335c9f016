import { beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Ground } from "../ground.ts";
import { beside, type Turns } from "./beside.ts";
import { dealerOf, type Lookers } from "./market.ts";

const sixtyDays =
  "assigned_on between (now() at time zone 'Asia/Tokyo')::date - 59 and (now() at time zone 'Asia/Tokyo')::date";
/** The three service levels from the cells, as somebody would write them who trusts that the cells are fresh. */
const fromCells = `select sum(assigned)::integer as assigned, sum(contacted_in_time)::integer as contacted, sum(managed_in_time)::integer as managed,
  sum(closed_with_sale + closed_without_sale)::integer as closed from aftersales_lead_count where ${sixtyDays}`;
/** The same from the leads themselves. */
const fromRows = `select count(*)::integer as assigned, count(*) filter (where is_first_contact_in_time)::integer as contacted,
  count(*) filter (where is_managed_in_time)::integer as managed,
  count(*) filter (where status in ('closed-with-sale', 'closed-without-sale'))::integer as closed from aftersales_lead where ${sixtyDays}`;

/** The answers of the page of numbers, over HTTP, beside the bare SQL of the cells and beside a scan of the leads. */
export async function benchNumbers({ api, bare }: Ground, lookers: Lookers, turns: Turns): Promise<void> {
  const of = ` and dealer = '${dealerOf(0)}'`;
  for (const [who, where] of [
    ["hq", ""],
    ["advisor", of],
  ] as const) {
    const { person, authorization } = lookers[who];
    const sql = (text: string) => () => bare.run(beginAs(person, now()), [{ text: text + where, values: [] }]);
    const [cells, rows] = await Promise.all([sql(fromCells)(), sql(fromRows)()]);
    const told = await api.read<{ total: { counts: Record<string, number> } }>("/numbers/aftersales-leads", {
      headers: { authorization },
    });
    const { assigned = 0, "contacted-in-time": contacted } = told.total.counts;
    const [cell = {}, row = {}] = [cells[0], rows[0]] as Record<string, number>[];
    if (cell.assigned !== assigned || row.assigned !== assigned || row.contacted !== contacted)
      throw new Error(`the numbers of ${who} differ: ${assigned}, ${JSON.stringify(cell)}, ${JSON.stringify(row)}`);
    const ask = (query: string) => () => api.ask(`/numbers/aftersales-leads${query}`, { headers: { authorization } });
    const floors = [
      { name: "the cells' bare SQL", work: sql(fromCells) },
      { name: "a scan of the leads", work: sql(fromRows) },
    ];
    const [short = floors[0]] = floors;
    await beside({ what: `numbers of 60 days, ${who}`, ours: ask(""), floors }, turns);
    await beside(
      { what: `a year by week, ${who}`, ours: ask(`?by=week&from=${yearAgo()}`), floors: [short as never] },
      turns,
    );
    if (who === "hq") await beside({ what: "60 days by dealer, hq", ours: ask("?by=dealer"), floors }, turns);
    await beside(
      { what: `60 days by campaign, ${who}`, ours: ask("?by=campaign"), floors: [floors[1] as never] },
      turns,
    );
  }
}
const yearAgo = (): string => new Date(Date.parse(now()) - 364 * 86_400_000).toISOString().slice(0, 10);
