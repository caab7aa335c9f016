import { known } from "#apps/house.ts";
import { beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { countStatement, pageStatement } from "#platform/lists/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { Ground } from "../ground.ts";
import { beside, type Turns } from "./beside.ts";
import { dealerOf, type Looker, type Lookers, market } from "./market.ts";

const lead = known.get("aftersales-lead") as AnyRecord;

/** Where a page begins: the stamp and id of the row before it. */
type Place = { createdAt: string; id: string };
/** The row before the `nth` page of fifty in a scope, found by counting; undefined for the first. */
async function placeOf(ground: Ground, where: string, nth: number): Promise<Place | undefined> {
  if (nth <= 1) return undefined;
  const [row] = await ground.sql<Place>(
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt", id from ${market.schema}.aftersales_lead
     where ${where} order by created_at desc, id desc offset $1 limit 1`,
    [(nth - 1) * 50 - 1],
  );
  return row;
}

/** The list of fifty with its count as the program sends it, under row-level security, beside the same asked by the owner, whom no policy concerns. */
export async function benchLists(ground: Ground, lookers: Lookers, turns: Turns, name: string): Promise<void> {
  const region = lookers["area-manager"].person.dealers.map((code) => `'${code}'`).join(", ");
  const scopes: readonly (readonly [string, Looker, string])[] = [
    ["a dealer", lookers.advisor, `dealer = '${dealerOf(0)}'`],
    ["a region", lookers["area-manager"], `dealer = any(array[${region}])`],
    ["headquarters", lookers.hq, "true"],
  ];
  for (const [whose, looker, where] of scopes) {
    for (const nth of [1, 10_000]) {
      const place = await placeOf(ground, where, nth);
      if (nth > 1 && !place) continue;
      await page(
        ground,
        looker,
        { what: `list of 50 of ${whose}, page ${nth.toLocaleString("en")}, ${name}`, place },
        turns,
      );
    }
  }
}

type Page = { what: string; place: Place | undefined };
async function page({ bare, config }: Ground, { person }: Looker, { what, place }: Page, turns: Turns): Promise<void> {
  const at = now();
  const after = place && [place.createdAt, place.id];
  const cursor = after && Buffer.from(JSON.stringify({ sort: "-createdAt", at, after })).toString("base64url");
  const question = { filters: [], limit: 50, ...(cursor ? { cursor } : {}) };
  const statements = [pageStatement(lead, known, person, question, at), countStatement(lead, person, question, at)];
  const asOwner = `begin; set local search_path = ${market.schema}, public; set local role ${config.user}`;
  const ours = () => bare.run(beginAs(person, at), statements);
  const floors = [{ name: "the same without row-level security", work: () => bare.run(asOwner, statements) }];
  await beside({ what, ours, floors }, turns);
}
