import { house, known } from "#apps/house.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { dealers, openGround } from "#platform/testing/suites/ground.ts";
import { declaredRoutes, type Subject } from "#platform/testing/suites/subject.ts";
import { mail } from "../index.ts";
import { mailDesk } from "../mail.desk.ts";

const record = mail as unknown as AnyRecord;
const names = `'{"en": "a", "ja": "a", "zh": "a", "ru": "a"}'`;
const neighbours = ["region", "dealer"];

/** What a mail stands on: regions and dealers. */
const furnish = (): string[] => [
  ...neighbours.map((table) => `alter table ${table} no force row level security;`),
  `insert into region (version, created_at, code, names) values (1, '${now()}', 'east', ${names}), (1, '${now()}', 'west', ${names});`,
  ...dealers.map(
    ({ code, region }) =>
      `insert into dealer (version, created_at, code, name, region, street, city, postal_code, country, zone, postal_areas, hours, holidays, customer_change_hours)
       values (1, '${now()}', '${code}', '${code}', '${region}', 's', 'c', '1', 'JP', 'Asia/Tokyo', '{}', '[]', '[]', 24);`,
  ),
  ...neighbours.map((table) => `alter table ${table} force row level security;`),
];

/** Mails that differ in every way a list sorts and filters by; each has a cause of its own. */
const row = (dealer: string, nth: number): Record<string, unknown> => ({
  kind: ["appointment-confirmed", "appointment-moved"][nth % 2],
  audience: ["customer", "dealer"][nth % 2],
  cause: `appointment:${newId()}:${nth}`,
  dealer,
  aboutRecord: "appointment",
  aboutId: `about-${nth % 3}`,
  toEmail: `someone${nth % 4}@example.test`,
  toName: `${["佐藤 花子", "王芳", "Ёлкин"][nth % 3]} ${nth}`,
  language: "ja",
  sequence: nth % 5,
  sendAt: plusMs(now(), (nth % 7) * 3_600_000),
  handOverCount: nth % 3,
  refusalCount: 0,
  refusal: nth % 2 ? "451 later" : null,
  because: nth % 3 ? null : "=moved",
});

/** Mails as the generic suites take them, on a tenant of their own. */
export async function mailSubject(): Promise<Subject> {
  const ground = await openGround({ house, known, furnish, routes: declaredRoutes(record, mailDesk) });
  return { record, desk: mailDesk, ground, row, firstMove: "drop", asked: { drop: { because: "=not needed" } } };
}
