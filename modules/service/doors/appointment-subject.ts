import { house, known } from "#apps/house.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { dealers, openGround } from "#platform/testing/suites/ground.ts";
import { declaredRoutes, type Subject } from "#platform/testing/suites/subject.ts";
import { appointmentDesk } from "../appointment.desk.ts";
import { appointment } from "../index.ts";

const record = appointment as unknown as AnyRecord;
const names = `'{"en": "a", "ja": "a", "zh": "a", "ru": "a"}'`;
const neighbours = ["region", "dealer"];
const hourMs = 3_600_000;

/** What an appointment stands on: regions and dealers. */
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

/** Appointments beside the plan that differ in every way a list sorts and filters by. */
const row = (dealer: string, nth: number): Record<string, unknown> => {
  const startsAt = plusMs(now(), (24 + (nth % 5)) * hourMs);
  return {
    dealer,
    name: `${["佐藤 花子", "王芳", "Ёлкин"][nth % 3]} ${nth}`,
    phone: nth % 3 ? `+8131234${nth}` : null,
    email: nth % 2 ? `someone${nth}@example.test` : null,
    startsAt,
    endsAt: plusMs(startsAt, hourMs),
    advisorUntilAt: startsAt,
    isBesidePlan: true,
    notes: nth % 2 ? "=1+2" : null,
    sequence: nth % 4,
    customerReply: ["accepted", "proposed", null][nth % 3],
    proposedAt: nth % 3 === 1 ? plusMs(startsAt, hourMs) : null,
  };
};

/** A transaction in which nothing is found. */
const nothing = { query: async () => [], actor: { kind: "system" } } as unknown as Transaction;

/** The appointment as the generic suites take it, on a tenant of its own. */
export async function appointmentSubject(): Promise<Subject> {
  const ground = await openGround({ house, known, furnish, routes: declaredRoutes(record, appointmentDesk) });
  const asked = { reschedule: { startsAt: plusMs(now(), 48 * hourMs) } };
  const facts = await appointmentDesk.facts(nothing, "", {});
  return { record, desk: appointmentDesk, ground, row, firstMove: "cancel", patch: { notes: "=1" }, asked, facts };
}
