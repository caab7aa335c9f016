import { bind, seePredicate } from "#platform/access/index.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { vehicle } from "./vehicle.record.ts";
import { vehicleOwnership } from "./vehicle-ownership.record.ts";
import { normaliseVin, vinSpellings } from "./vin.ts";

/** Which car: by any spelling of its VIN or frame number (for a lead, where one is named), by its id, or that of a lead. */
export type WhichVehicle = { vin: string; leadId?: string } | { id: string } | { leadId: string };

type Meant = { kind: string; vehicle: string; customer: string };

/** The condition on the car `v`; a lead also says of whom the end of ownership is asked. */
function meant(which: WhichVehicle, values: unknown[]): Meant {
  const nobody = "null::uuid";
  if ("id" in which) return { kind: "id", vehicle: `v.id = ${bind(values, which.id)}`, customer: nobody };
  const lead = which.leadId === undefined ? undefined : bind(values, which.leadId);
  const of = (field: string): string =>
    lead === undefined ? nobody : `(select l.${field} from aftersales_lead l where l.id = ${lead})`;
  if ("vin" in which) {
    const spellings = bind(values, vinSpellings(normaliseVin(which.vin)));
    return {
      kind: lead === undefined ? "vin" : "vin for a lead",
      vehicle: `v.vin = any(${spellings})`,
      customer: of("customer"),
    };
  }
  return { kind: "lead", vehicle: `v.id = ${of("vehicle")}`, customer: of("customer") };
}

/** The day and the language at the dealer `code`, else at the market's first. */
const market = (code: string): string => `select
    (current_setting('marque.now')::timestamptz at time zone coalesce(d.zone, 'UTC'))::date as today,
    case d.country when 'JP' then 'ja' when 'CN' then 'zh' when 'RU' then 'ru' else 'en' end as language
  from (select) one left join lateral (
    select zone, country from dealer order by (code = ${code}) desc nulls last, code limit 1) d on true`;

/** Reads everything that a lead shows of a car, in one statement (AL-28). */
export function factsStatement(tx: Transaction, which: WhichVehicle): Statement {
  const values: unknown[] = [];
  const { kind, vehicle: isMeant, customer } = meant(which, values);
  const place = bind(values, tx.actor.kind === "person" ? tx.actor.dealer : null);
  const seen = seePredicate(vehicle, tx.actor, values, "v");
  const people = seePredicate(vehicleOwnership, tx.actor, values, "o");
  const one = (name: string, select: string): string => `left join lateral (${select} limit 1) ${name} on true`;
  return {
    name: `vehicle:facts:${kind}:${seen}:${people}`,
    values,
    text: `select v.id, v.vin, v.model, m.names ->> t.language as "modelName", v.plate, v.first_registered_on as "firstRegisteredOn",
      first.names ->> t.language as "warrantyName", first.starts_on as "warrantyStartsOn", first.ends_on as "warrantyEndsOn",
      present.names ->> t.language as "currentWarrantyName", present.starts_on as "currentWarrantyStartsOn",
      present.ends_on as "currentWarrantyEndsOn",
      oldest.km as "firstKm", oldest.read_on as "firstReadOn", newest.km as "odometerKm", newest.read_on as "lastReadOn",
      owned.ends_on as "ownershipEndedOn",
      array(select o.customer::text from vehicle_ownership o where o.vehicle = v.id and ${people}
        and o.starts_on <= t.today and (o.ends_on is null or o.ends_on > t.today)) as owners
    from vehicle v
      cross join (${market(place)}) t
      left join vehicle_model m on m.code = v.model
      ${one("first", "select w.* from vehicle_warranty w where w.vehicle = v.id order by w.starts_on, w.id")}
      ${one("present", "select w.* from vehicle_warranty w where w.vehicle = v.id and t.today between w.starts_on and w.ends_on order by w.ends_on desc, w.id")}
      ${one("oldest", "select r.km, r.read_on from odometer_reading r where r.vehicle = v.id order by r.read_on, r.created_at")}
      ${one("newest", "select r.km, r.read_on from odometer_reading r where r.vehicle = v.id order by r.read_on desc, r.created_at desc")}
      ${one("owned", `select o.ends_on from vehicle_ownership o where o.vehicle = v.id and ${people} order by (o.customer = ${customer}) desc nulls last, o.starts_on desc`)}
    where ${isMeant} and ${seen}
    order by v.id limit 1`,
  };
}
