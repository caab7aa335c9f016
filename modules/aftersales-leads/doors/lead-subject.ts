import { house, known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { dealers, openGround } from "#platform/testing/suites/ground.ts";
import { declaredRoutes, type Subject } from "#platform/testing/suites/subject.ts";
import { aftersalesLeadDesk } from "../aftersales-lead.desk.ts";
import { aftersalesLead } from "../aftersales-lead.record.ts";

const record = aftersalesLead as AnyRecord;
const desk = aftersalesLeadDesk(foundations);
const names = `'{"en": "a", "ja": "a", "zh": "a", "ru": "a"}'`;
const more = Array.from({ length: 40 }, (_, i) => ({ code: `D-${i}`, region: "west" }));
const neighbours = ["region", "dealer", "aftersales_campaign"];

/** What a lead stands on: regions, enough dealers for a believable plan, one campaign. */
const furnish = (): string[] => [
  ...neighbours.map((table) => `alter table ${table} no force row level security;`),
  `insert into region (version, created_at, code, names) values (1, '${now()}', 'east', ${names}), (1, '${now()}', 'west', ${names});`,
  ...[...dealers, ...more].map(
    ({ code, region }) =>
      `insert into dealer (version, created_at, code, name, region, street, city, postal_code, country, zone, postal_areas, hours, holidays, customer_change_hours)
       values (1, '${now()}', '${code}', '${code}', '${region}', 's', 'c', '1', 'JP', 'Asia/Tokyo', '{}', '[]', '[]', 24);`,
  ),
  `insert into aftersales_campaign (version, created_at, code, names, driven_by, models, is_open) values (1, '${now()}', 'oil', ${names}, 'hq', '{}', true);`,
  ...neighbours.map((table) => `alter table ${table} force row level security;`),
];

/** Leads that differ in every way a list sorts and filters by. */
const row = (dealer: string, nth: number): Record<string, unknown> => ({
  name: `佐藤 ${nth}`,
  dealer,
  campaign: "oil",
  source: ["web", "phone"][nth % 2],
  drivenBy: ["customer", "hq"][nth % 2],
  persona: "prospect",
  email: "a@example.test",
  phone: nth % 3 ? `+8131234${nth}` : null,
  lastName: "佐藤",
  assignedAt: plusMs(now(), -(nth % 4) * 86_400_000),
  campaignNotes: ["=1+2", null][nth % 2],
  isRecontact: nth % 4 === 0,
});

/** Dealers enough that a plan over the dealer is worth its while. */
export const manyDealers = ["ALDER", ...more.map(({ code }) => code)];

/** The lead as the generic suites take it, on a tenant of its own. */
export async function leadSubject(): Promise<Subject> {
  const ground = await openGround({ house, known, furnish, routes: declaredRoutes(record, desk) });
  return {
    record,
    desk,
    ground,
    row,
    firstMove: "attempt",
    patch: { managementNotes: "=1" },
    asked: { recontact: { at: null }, close: { reason: "price" }, assign: { dealer: "BIRCH" } },
  };
}
