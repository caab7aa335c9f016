import { aftersalesCampaign } from "#modules/aftersales-leads/campaign.record.ts";
import { firstCampaigns } from "#modules/aftersales-leads/first-campaigns.ts";
import { dealer, firstLists, listEntry, region } from "#modules/network/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { tenantOf } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { zoneNamed, zonesIn } from "#platform/clocks/zone.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { house } from "../house.ts";
import { argumentsOf, type Given, needed } from "./arguments.ts";
import { type Place, withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";

const usage =
  "create-tenant CODE --name NAME --country JP --dealer CODE --dealer-name NAME --zone Asia/Tokyo [--region CODE] [--production]";
const options = ["name", "country", "dealer", "dealer-name", "zone", "region"];

/** Opens a tenant with its first region and its first dealer, which is where a lead goes that nothing else places (AL-09). */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, options, usage);
  const wanted = {
    ...checked(given),
    dealerName: needed(given, "dealer-name", usage),
    name: needed(given, "name", usage),
  };
  await withPlace(given.isProduction, (place) => open(place, wanted));
  console.error(`${wanted.name} is open. Next: create-admin EMAIL --tenant ${wanted.code} --name NAME`);
  return 0;
}

type Wanted = {
  code: string;
  name: string;
  country: string;
  dealer: string;
  dealerName: string;
  zone: string;
  region: string;
};

function checked(given: Given): Omit<Wanted, "name" | "dealerName"> {
  const code = given.words[0] ?? "";
  const country = needed(given, "country", usage);
  const named = needed(given, "zone", usage);
  const [own, area] = [needed(given, "dealer", usage), given.options.region ?? "main"];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) || code.length > 40)
    throw new PlainProblem(`CODE is ${code}: it must be small letters, digits and hyphens, such as neo-jp.`);
  if (!/^[A-Z]{2}$/.test(country))
    throw new PlainProblem(`--country is ${country}: it must be two capital letters, such as JP.`);
  for (const one of [own, area])
    if (!/^[\w-]{1,20}$/.test(one))
      throw new PlainProblem(`${one} is no code: it has 1 to 20 letters, digits and hyphens.`);
  return { code, country, zone: zoneOf(named, country), dealer: own, region: area };
}

/** The zone by its IANA name; an abbreviation is refused with the zones of the country. */
function zoneOf(text: string, country: string): string {
  const zone = zoneNamed(text);
  if (zone) return zone;
  const [first = "Asia/Tokyo", ...others] = zonesIn(country);
  const rest = others.length > 0 ? `, or another of ${country}: ${others.join(", ")}` : "";
  throw new PlainProblem(`--zone is ${text}: it must be the IANA name of a time zone, such as ${first}${rest}.`);
}

async function open({ config, database, door }: Place, wanted: Wanted): Promise<void> {
  await migrate(config, house, (line) => console.error(line));
  if (await tenantOf(door, wanted.code)) throw new PlainProblem(`There is a tenant ${wanted.code} already.`);
  const { code, name, country } = wanted;
  const schema = `t_${code.replaceAll("-", "_")}`;
  await openTenant(config, house, { code, schema, name, country, defaultDealer: wanted.dealer, isDemo: false });
  const told = { move: "create", by: null };
  await database.as(asSystem({ code, schema }, "to open a tenant"), (tx) =>
    tx.finish(
      insertStatement(region, [regionRow(wanted)], told),
      insertStatement(dealer, [dealerRow(wanted)], told),
      insertStatement(listEntry, firstLists.map(entryRow), told),
      insertStatement(aftersalesCampaign, firstCampaigns.map(campaignRow), told),
    ),
  );
}

const fresh = () => ({ version: 1, createdAt: now() });
/** A region is called like the tenant until somebody names it. */
const regionRow = ({ region: code, name }: Wanted) => ({
  ...fresh(),
  code,
  names: { en: name, ja: name, zh: name, ru: name },
});
const entryRow = (entry: (typeof firstLists)[number], i: number) =>
  begin(listEntry, { ...entry, id: newId(), position: i + 1, isActive: true }, now(), "UTC");
const campaignRow = (campaign: (typeof firstCampaigns)[number]) =>
  begin(aftersalesCampaign, { ...campaign, isOpen: true }, now(), "UTC");
const dealerRow = ({ dealer: code, dealerName, region: of, country, zone }: Wanted) => ({
  ...fresh(),
  ...{ code, name: dealerName, region: of, country, zone },
  ...{ street: "", city: "", postalCode: "", phone: null, email: null, postalAreas: [], hours: [], holidays: [] },
  customerChangeHours: 24,
});
