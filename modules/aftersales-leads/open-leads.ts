import type { Contacts } from "#modules/customers/index.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { insertStatement, type Told } from "#platform/moves/statements.ts";
import { aftersalesLead } from "./aftersales-lead.record.ts";
import type { Foundations } from "./foundations.ts";
import type { Heard } from "./intake.ts";
import { heardAtDealer, type MarketRead, type Opened, openedLead, type PersonRead } from "./opened-lead.ts";
import { slaPolicies } from "./sla.queries.ts";

/**
 * Reads everything that opening these leads needs, in one round trip (in two where a dealer abroad reads a phone otherwise than
 * the market), and decides; writes nothing. No two may name the same phone or mail. A lead that cannot be opened is answered with its problem and keeps no other back.
 */
export async function openLeads(
  foundations: Foundations,
  tx: Transaction,
  all: readonly Heard[],
): Promise<(Opened | Error)[]> {
  // sent together and answered in this order: customers are looked for when nobody else is opening them
  const held = tx.query(
    foundations.holdContacts(
      tx.actor.schema,
      all.flatMap(({ words }) => words),
    ),
  );
  const people = all.map(({ vin, contacts }) =>
    Promise.all([
      vin ? foundations.vehicle(tx, { vin: vin.value }) : null,
      foundations.customersBehind(tx, contacts),
    ] as const),
  );
  const [, dealers, campaigns, policies, ...found] = await Promise.all([
    held,
    foundations.dealers(tx),
    tx.query<MarketRead["campaigns"][number]>({
      name: "lead:campaigns",
      text: `select code, driven_by as "drivenBy", models from aftersales_campaign where is_open`,
      values: [],
    }),
    slaPolicies(tx),
    ...people,
  ]);
  const read = all.map((heard) => heardAtDealer(heard, dealers));
  const behind = await Promise.all(
    read.map(({ contacts }, nth) =>
      isSame(contacts, all[nth]?.contacts) ? (found[nth]?.[1] ?? []) : foundations.customersBehind(tx, contacts),
    ),
  );
  const decided = (heard: Heard, nth: number): Opened | Error => {
    const person: PersonRead = { vehicle: found[nth]?.[0] ?? null, behind: behind[nth] ?? [] };
    try {
      return openedLead(foundations.openCustomer, heard, { dealers, campaigns, policies }, person, tx.at);
    } catch (problem) {
      return problem instanceof Error ? problem : new Error(String(problem));
    }
  };
  return read.map(decided);
}

const isSame = (one: Contacts, other: Contacts | undefined): boolean => String(one.phones) === String(other?.phones);

/** The same for one lead; throws its problem. */
export async function openLead(foundations: Foundations, tx: Transaction, heard: Heard): Promise<Opened> {
  const [opened] = await openLeads(foundations, tx, [heard]);
  if (!opened || opened instanceof Error) throw opened;
  return opened;
}

/** The statements that write opened leads with their customers; none for none. */
export function writeLeads(foundations: Foundations, opened: readonly Opened[], told: Told): Statement[] {
  if (opened.length === 0) return [];
  // in one order, so that nobody waits in a circle
  const shown = opened
    .flatMap(({ shows }) => shows ?? [])
    .toSorted((one, other) => (one.customer < other.customer ? -1 : 1));
  return [
    ...foundations.writeCustomers(opened.flatMap(({ opens }) => opens ?? [])),
    ...shown.map(({ customer, dealer }) => foundations.showCustomer(customer, dealer)),
    insertStatement(
      aftersalesLead,
      opened.map(({ row }) => row),
      told,
    ),
  ];
}
