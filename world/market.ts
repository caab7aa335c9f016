import type { Names } from "#platform/record/index.ts";

/** A dealer as the demo describes it; `share` says how much of the market's life happens there. */
export type DealerPlan = {
  code: string;
  name: string;
  region: string;
  street: string;
  city: string;
  state: string;
  postalCode: string;
  phone: string;
  zone: string;
  country: string;
  postalAreas: readonly string[];
  /** What stands before the serial number on plates of the neighbourhood. */
  plateOffice: string;
  share: number;
};

export type DemoKey = { key: string; name: string; source: string };

/** One national sales company of the fictional Neo Motors. */
export type MarketPlan = {
  tenant: { code: string; schema: string; name: string; country: string; defaultDealer: string; isDemo: true };
  /** The key of the public form, which is good for programs here too, and the key of a program. */
  formKey: DemoKey;
  programKey: DemoKey;
  regions: readonly { code: string; names: Names }[];
  dealers: readonly DealerPlan[];
  /** The dealers' first weekday of rest: 1 is Monday, 7 is Sunday. */
  restDay: number;
  holidays: readonly (readonly [monthAndDay: string, name: string])[];
  /** The language of the staff, and of customers with their weights. */
  staffLanguage: string;
  languages: Readonly<Record<string, number>>;
  customers: number;
  /** Somebody whom tests and guides know by name, at the first dealer, and their car. */
  owner?: { said: Readonly<Record<string, string>>; vin: string; model: string };
  leads: number;
};
