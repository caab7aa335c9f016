import { customer } from "#modules/customers/index.ts";
import { seePredicate } from "#platform/access/index.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";

const copies = ["vehicle_ownership", "customer_consent"];

const histories = [
  ["customer_history", "h.record_id = $1"],
  ...copies.map((table) => [`${table}_history`, `h.record_id in (select id from ${table} where customer = $1)`]),
];

/**
 * Lets the dealer see the customer with cars, consents and all that happened to them from now on; changes nothing where it
 * does already. For the program and the whole company's roles: a dealer sees its customers anyway.
 */
export const showCustomer = (customer: string, dealer: string): Statement => ({
  name: "customer:show",
  values: [customer, dealer],
  text: `with shown as (
      update customer set dealers = dealers || $2::text where id = $1 and not dealers && array[$2::text] returning id, dealers
    ), ${copies.map((table) => `${table}_shown as (update ${table} r set dealers = s.dealers from shown s where r.customer = s.id)`).join(", ")}
    , ${histories.map(([table, of]) => `${table}_shown as (update ${table} h set dealers = s.dealers from shown s where ${of})`).join(", ")}
    select count(*) from shown`,
});

/**
 * Works out anew who sees a customer: the dealers with a lead, a visit or a car of theirs; with them go the copies on
 * their cars and consents and all histories. For the program itself: a dealer cannot see where else a customer goes.
 */
export const refreshCustomerDealers = (customer: string): Statement => ({
  name: "customer:dealers",
  values: [customer],
  text: `with now as (
      select array(
        select l.dealer from aftersales_lead l where l.customer = $1
        union
        select s.dealer from vehicle_ownership o join service_visit s on s.vehicle = o.vehicle
          and s.visited_on >= o.starts_on and (o.ends_on is null or s.visited_on <= o.ends_on)
        where o.customer = $1
        order by 1) as dealers
    ), one as (update customer r set dealers = now.dealers from now where r.id = $1)
    , ${copies.map((table) => `${table}_of as (update ${table} r set dealers = now.dealers from now where r.customer = $1)`).join(", ")}
    , ${histories.map(([table, of]) => `${table}_of as (update ${table} h set dealers = now.dealers from now where ${of})`).join(", ")}
    select dealers from now`,
});

/** Whose lead it is, for those who hear that it changed. */
export const customerOfLead = (lead: string): Statement => ({
  name: "customer:of-lead",
  values: [lead],
  text: "select customer from aftersales_lead where id = $1",
});

/** Who is known under a phone or mail address, with what tells whether it is the same person. */
export type CustomerBehind = {
  id: string;
  name: string;
  firstName: string | null;
  lastName: string | null;
  firstNameReading: string | null;
  lastNameReading: string | null;
  /** Phone and mail both agree. */
  agreesOnBoth: boolean;
  /** The workshop that last had a car that is theirs today. */
  lastWorkshop: string | null;
};

/** A family or an office behind one phone; of more, the oldest are looked at. */
const mostBehind = 50;

/** The customers behind phones (E.164) or a mail address, as far as the actor sees them: most agreement first, then the oldest. */
export function customersBehind(
  tx: Transaction,
  by: { phones: readonly string[]; email: string | null },
): Promise<readonly CustomerBehind[]> {
  const values: unknown[] = [by.phones, by.email?.toLowerCase() ?? null];
  const seen = seePredicate(customer, tx.actor, values, "c");
  return tx.query<CustomerBehind>({
    name: `customer:behind:${seen}`,
    text: `select c.id, c.name, c.first_name as "firstName", c.last_name as "lastName",
      c.first_name_reading as "firstNameReading", c.last_name_reading as "lastNameReading",
      coalesce((c.phone = any($1) or c.other_phone = any($1)) and c.email = $2, false) as "agreesOnBoth", (
        select s.dealer from vehicle_ownership o join service_visit s on s.vehicle = o.vehicle and s.visited_on >= o.starts_on
        where o.customer = c.id and o.ends_on is null order by s.visited_on desc, s.created_at desc limit 1) as "lastWorkshop"
      from customer c
      where (c.phone = any($1) or c.other_phone = any($1) or c.email = $2) and ${seen}
      order by coalesce(c.phone = any($1) or c.other_phone = any($1), false)::integer + coalesce(c.email = $2, false)::integer desc,
        c.created_at, c.id
      limit ${mostBehind}`,
    values,
  });
}
