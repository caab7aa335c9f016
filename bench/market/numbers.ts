import { known } from "#apps/house.ts";
import { beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { dayIn } from "#platform/clocks/due.ts";
import { type Counted, cellsOf, countColumn, countNames, countsSql } from "#platform/counts/cells.ts";
import type { Statement } from "#platform/db/database.ts";
import { daysLater } from "#platform/record/index.ts";
import type { Ground } from "../ground.ts";
import { beside, type Turns } from "./beside.ts";
import { dealerOf, type Lookers, marketZone } from "./market.ts";

const lead = known.get("aftersales-lead") as Counted;
const names = countNames(lead).map(countColumn);

/** Lines that an answer tells: what they are in SQL, and whether the cells can tell them. */
type Lines = { key: string; isOfCells: boolean };
/** A question over HTTP, the lines it tells, and how many days it looks at. */
type Asked = { what: string; query: string; lines: readonly Lines[]; days: number };
const all: Lines = { key: "null", isOfCells: true };
const week: Lines = { key: "date_trunc('week', assigned_on)", isOfCells: true };
const dealer: Lines = { key: "dealer", isOfCells: true };
const campaign: Lines = { key: "campaign", isOfCells: false };
const reason: Lines = { key: "closing_reason", isOfCells: false };
const questions: readonly Asked[] = [
  { what: "numbers of 60 days", query: "", lines: [all], days: 60 },
  { what: "a year by week", query: `?by=week&from=${daysAgo(364)}`, lines: [week], days: 365 },
  { what: "60 days by dealer", query: "?by=dealer", lines: [dealer], days: 60 },
  { what: "60 days by campaign", query: "?by=campaign", lines: [campaign], days: 60 },
];
const page: Asked = {
  what: "the whole page of 60 days",
  query: "?by=week&beside=dealer,closingReason",
  lines: [week, dealer, reason],
  days: 60,
};
const ofOneDealer: Asked = {
  ...page,
  query: "?by=week&beside=campaign,closingReason",
  lines: [week, campaign, reason],
};

const where = (days: number, of: string): string => {
  const today = `(now() at time zone '${marketZone}')::date`;
  return `assigned_on between ${today} - ${days - 1} and ${today}${of}`;
};
/** Lines from the cells, as somebody would write it who trusts that the cells are fresh. */
const fromCells = (key: string, days: number, of: string): Statement => ({
  text: `select ${key} as key, ${names.map((name) => `sum(${name})::integer as ${name}`).join(", ")}
    from ${cellsOf(lead)} where ${where(days, of)} group by 1`,
  values: [],
});
/** The same from the leads themselves. */
const fromRows = (key: string, days: number, of: string): Statement => ({
  text: `select ${key} as key, ${countsSql(lead, "r")} from aftersales_lead r where ${where(days, of)} group by 1`,
  values: [],
});

type Told = { total: { counts: Record<string, number> } };

/** The answers of the page of numbers, over HTTP, beside the bare SQL of the cells and beside a scan of the leads, which count the same. */
export async function benchNumbers({ api, bare }: Ground, lookers: Lookers, turns: Turns): Promise<void> {
  for (const who of ["hq", "advisor"] as const) {
    const { person, authorization } = lookers[who];
    const of = who === "hq" ? "" : ` and dealer = '${dealerOf(0)}'`;
    for (const { what, query, lines, days } of [...questions, who === "hq" ? page : ofOneDealer]) {
      if (who === "advisor" && lines[0] === dealer) continue;
      const path = `/numbers/aftersales-leads${query}`;
      const run = (statements: Statement[]) => () =>
        bare.run<Record<string, number>>(beginAs(person, now()), statements);
      const scan = lines.map(({ key }) => fromRows(key, days, of));
      const short = lines.map(({ key, isOfCells }) => (isOfCells ? fromCells : fromRows)(key, days, of));
      const floors = [
        ...(lines.some(({ isOfCells }) => isOfCells) ? [{ name: "the cells' bare SQL", work: run(short) }] : []),
        { name: "a scan of the leads", work: run(scan) },
      ];
      const { total } = await api.read<Told>(path, { headers: { authorization } });
      for (const { name, work } of floors) {
        const assigned = (await work()).reduce((sum, line) => sum + (line.assigned ?? 0), 0);
        if (assigned !== total.counts.assigned) throw new Error(`${what}, ${who}: ${name} says ${assigned}`);
      }
      const ours = (): Promise<void> => api.ask(path, { headers: { authorization } });
      await beside({ what: `${what}, ${who}`, ours, floors }, turns);
    }
  }
}

/** The day of the market so many days ago. */
function daysAgo(days: number): string {
  return daysLater(dayIn(now(), marketZone), -days);
}
