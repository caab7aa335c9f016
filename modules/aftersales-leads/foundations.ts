import type { Compared, Contacts, OpenedCustomer, SaidPerson } from "#modules/customers/index.ts";
import type { LeadPlan, OpenAppointment, PlanQuestion } from "#modules/service/index.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";

/** The car behind a VIN as the lead shows it (AL-28); empty where nothing is known. */
export type LeadVehicle = {
  id: string;
  vin: string;
  model: string | null;
  modelName: string | null;
  plate: string | null;
  firstRegisteredOn: Day | null;
  warrantyName: string | null;
  warrantyStartsOn: Day | null;
  warrantyEndsOn: Day | null;
  currentWarrantyName: string | null;
  currentWarrantyStartsOn: Day | null;
  currentWarrantyEndsOn: Day | null;
  averageKmPerYear: number | null;
  odometerKm: number | null;
  ownershipEndedOn: Day | null;
  /** The customers who own the car today, as far as the actor sees them. */
  owners: readonly string[];
};

/** A dealer as routing and clocks need it. */
export type RoutedDealer = { code: string; zone: string; country: string; postalAreas: readonly string[] };

/** Who is known under a phone or mail, and the workshop that last had a car of theirs. */
export type CustomerBehind = Omit<Compared, "said" | "known"> &
  Required<Compared["known"]> & { id: string; name: string; lastWorkshop: string | null };

/** What leads ask of customers, vehicles and network; apps/server/routes.ts hands it in, so that no module reaches into another's tables. */
export type Foundations = {
  dealers(tx: Transaction): Promise<RoutedDealer[]>;
  /** The car with that VIN, else the car of that lead; of a lead it is told when its customer handed the car on. */
  vehicle(tx: Transaction, by: { vin: string; leadId?: string } | { leadId: string }): Promise<LeadVehicle | null>;
  /** Makes intakes of the same phone or mail wait for each other; asked before `customersBehind`. */
  holdContacts(schema: string, words: readonly string[]): Statement;
  /** The customers behind the same phone or mail; which of them is the same person is for the lead to say. */
  customersBehind(tx: Transaction, contacts: Contacts): Promise<readonly CustomerBehind[]>;
  /** The eight consents of customers as they are now, by customer. */
  consentsNow(tx: Transaction, customers: readonly string[]): Promise<ReadonlyMap<string, Record<string, boolean>>>;
  /** A new customer of the dealer with their first consents in the ledger, not written yet. */
  openCustomer(
    said: SaidPerson,
    opened: { dealer: string; at: Instant; source: string; wording: (purpose: string) => string },
  ): OpenedCustomer;
  /** Writes new customers with the leads they come by. */
  writeCustomers(opened: readonly OpenedCustomer[]): Statement[];
  /** Lets the dealer see the customer from now on. */
  showCustomer(customer: string, dealer: string): Statement;
  /** The dealer's book around the time that is asked for. */
  plan(tx: Transaction, question: PlanQuestion): Promise<LeadPlan | undefined>;
  /** The lead's appointment that is still to come. */
  openAppointment(tx: Transaction, lead: string): Promise<OpenAppointment | null>;
};
