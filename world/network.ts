import { dealer, listEntry, firstLists as lists, region, staff, staffProfile } from "#modules/network/index.ts";
import type { Instant, Role } from "#platform/record/index.ts";
import { after, dayLength } from "./calendar.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { DealerPlan, MarketPlan } from "./market.ts";
import { nameFrom } from "./people.ts";
import { settled, type Table, type Values } from "./rows.ts";
import { featured, type StaffPlan } from "./staff-plan.ts";

export type StaffMember = {
  id: string;
  name: string;
  email: string;
  language: string;
  role: Role;
  dealer: string | null;
};

/** Hours and closed days of this year and the next two. */
function dealerRow(plan: DealerPlan, market: MarketPlan, now: Instant): Values {
  const { plateOffice: _plates, share: _share, state, ...kept } = plan;
  const days = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday !== market.restDay);
  const thisYear = Number(now.slice(0, 4));
  const holidays = [thisYear, thisYear + 1, thisYear + 2].flatMap((year) =>
    market.holidays.map(([monthAndDay, name]) => ({ on: `${year}-${monthAndDay}`, name })),
  );
  return {
    ...kept,
    city: market.tenant.country === "JP" ? `${state}${plan.city}` : plan.city,
    email: `service@${plan.code.toLowerCase()}.demo`,
    hours: days.map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" })),
    holidays,
    customerChangeHours: 24,
  };
}

/** Everybody who works in the market: those whom the demo signs in, then each dealer's store manager and advisors. */
function staffPlans(market: MarketPlan): StaffPlan[] {
  const known = featured.filter((one) => one.tenant === market.tenant.code);
  const isKnown = (email: string): boolean => known.some((one) => one.email === email);
  const others = market.dealers.flatMap(({ code }) => {
    const host = `${code.toLowerCase()}.demo`;
    const place = { tenant: market.tenant.code, language: market.staffLanguage };
    return [
      { ...place, email: `manager@${host}`, profiles: [{ role: "store-manager" as const, dealer: code }] },
      { ...place, email: `advisor@${host}`, profiles: [{ role: "advisor" as const, dealer: code }] },
      { ...place, email: `advisor2@${host}`, profiles: [{ role: "advisor" as const, dealer: code }] },
    ];
  });
  return [...known, ...others.filter(({ email }) => !isKnown(email))];
}

/** The network's tables, and the staff for those who act in leads. */
export function networkOf(market: MarketPlan, now: Instant, seed: number): { tables: Table[]; staff: StaffMember[] } {
  const chance = chanceOf(seed, `network ${market.tenant.code}`);
  const at = after(now, -1100 * dayLength);
  const table = (record: Table["record"], rows: Values[]): Table => ({
    record,
    rows: rows.map((row) => settled(record, row, at)),
    history: [],
  });
  const people = staffPlans(market).map((plan) => memberOf(plan, market, at, chance));
  const entries = lists.map((entry, n) => ({
    category: null,
    ...entry,
    id: chance.id(at),
    position: n + 1,
    isActive: true,
  }));
  return {
    tables: [
      table(
        region,
        market.regions.map((one) => ({ ...one })),
      ),
      table(
        dealer,
        market.dealers.map((plan) => dealerRow(plan, market, now)),
      ),
      table(
        staff,
        people.map(({ row }) => row),
      ),
      table(
        staffProfile,
        people.flatMap(({ profiles }) => profiles),
      ),
      table(listEntry, entries),
    ],
    staff: people.flatMap(({ members }) => members),
  };
}

function memberOf(plan: StaffPlan, market: MarketPlan, at: Instant, chance: Chance) {
  const id = chance.id(at);
  const name = plan.name ?? nameFrom(chance, market.staffLanguage === "ja" ? "ja" : "de").name;
  const { email, language } = plan;
  const dealers = [...new Set(plan.profiles.flatMap((profile) => profile.dealer ?? []))];
  const profiles = plan.profiles.map(({ role, dealer: code, region: part }) => ({
    id: chance.id(at),
    staff: id,
    role,
    dealer: code ?? null,
    region: part ?? null,
    dealers: code ? [code] : [],
  }));
  const members: StaffMember[] = profiles.map((profile) => ({
    id,
    name,
    email,
    language,
    role: profile.role,
    dealer: profile.dealer,
  }));
  return { row: { id, name, email, language, isActive: true, dealers }, profiles, members };
}
