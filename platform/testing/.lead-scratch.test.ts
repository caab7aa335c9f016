import { after } from "node:test";
import { house, known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { aftersalesLeadDesk } from "#modules/aftersales-leads/aftersales-lead.desk.ts";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { beginLead } from "./.lead-row.ts";
import { dealers, openGround } from "./suites/ground.ts";
import { everySuite } from "./suites/index.ts";
import { plansSuite } from "./suites/plans.ts";
import { declaredRoutes, type Subject } from "./suites/subject.ts";

const record = aftersalesLead as any;
const desk = aftersalesLeadDesk(foundations);
const names = `'{"en":"a","ja":"a","zh":"a","ru":"a"}'`;
const furnish = () => [
  `alter table region no force row level security; alter table dealer no force row level security; alter table aftersales_campaign no force row level security;alter table list_entry no force row level security;`,
  `insert into region (version, created_at, code, names) values (1, now(), 'east', ${names}), (1, now(), 'west', ${names});`,
  ...[...dealers, ...Array.from({ length: 40 }, (_, i) => ({ code: `D-${i}`, region: "west" }))].map(
    ({ code, region }) =>
      `insert into dealer (version, created_at, code, name, region, street, city, postal_code, country, zone, postal_areas, hours, holidays) values (1, now(), '${code}', '${code}', '${region}', 's', 'c', '1', 'JP', 'Asia/Tokyo', '{}', '[]', '[]');`,
  ),
  `insert into aftersales_campaign (version, created_at, code, names, driven_by, models, is_open) values (1, now(), 'oil', ${names}, 'hq', '{}', true);`,
  `alter table region force row level security; alter table dealer force row level security; alter table aftersales_campaign force row level security;alter table list_entry force row level security;`,
];
const ground = await openGround({ house, known, furnish, routes: declaredRoutes(record, desk) });
after(() => ground.close());
const subject: Subject = {
  record,
  desk,
  ground,
  row: beginLead,
  firstMove: "attempt",
  patch: { managementNotes: "=1" },
  asked: { recontact: { at: null }, close: { reason: "price" }, assign: { dealer: "BIRCH" } },
};
if (!process.env.PLAN) everySuite(subject);
if (process.env.PLAN) plansSuite(subject, ["ALDER", ...Array.from({ length: 40 }, (_, i) => `D-${i}`)]);
