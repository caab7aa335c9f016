/**
 * Who may do what with the rows of a record, written by hand from what the trade agreed on and from nothing in the program:
 * `dealer` reads the rows of its own dealer, `region` those of its region's dealers, `tenant` all of its company; `opens` and
 * `changes` say who may on the rows that they read. Nobody deletes. A ledger is only added to.
 */
export type Line = {
  dealer?: string;
  region?: string;
  tenant: string;
  opens?: string;
  changes?: string;
  isLedger?: true;
};

const everybody = "advisor store-manager sales-staff area-manager hq call-centre admin";
const allButAdmin = "advisor store-manager sales-staff area-manager hq call-centre";

/** One line a record type. The program itself reads all of its tenant, opens everything, and changes all but ledgers. */
export const expected: Readonly<Record<string, Line>> = {
  region: { tenant: everybody },
  dealer: { tenant: everybody },
  staff: { dealer: "advisor store-manager sales-staff", region: "area-manager", tenant: "hq call-centre admin" },
  "staff-profile": {
    dealer: "advisor store-manager sales-staff",
    region: "area-manager",
    tenant: "hq call-centre admin",
  },
  "list-entry": { tenant: everybody },
  customer: {
    ...{ dealer: "advisor store-manager sales-staff", region: "area-manager", tenant: "hq call-centre" },
    opens: "advisor store-manager call-centre",
  },
  "customer-consent": {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    ...{ opens: "advisor store-manager call-centre", isLedger: true },
  },
  "vehicle-model": { tenant: everybody },
  vehicle: { tenant: allButAdmin, opens: "advisor store-manager" },
  "vehicle-warranty": { tenant: allButAdmin },
  "odometer-reading": { tenant: allButAdmin, opens: "advisor store-manager", isLedger: true },
  "vehicle-ownership": {
    ...{ dealer: "advisor store-manager sales-staff", region: "area-manager", tenant: "hq call-centre" },
  },
  "service-visit": { tenant: allButAdmin },
  "mail-template": { tenant: "hq admin", opens: "hq", isLedger: true },
  mail: {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    opens: "advisor store-manager hq call-centre",
    changes: "advisor store-manager hq call-centre",
  },
  "received-mail": {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre", isLedger: true },
  },
  "aftersales-campaign": { tenant: "advisor store-manager area-manager hq call-centre admin" },
  "sla-policy": { tenant: everybody, opens: "hq", isLedger: true },
  "aftersales-lead": {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    opens: "advisor store-manager call-centre",
    changes: "advisor store-manager hq call-centre",
  },
  "service-work": { tenant: everybody },
  "service-bay": {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    ...{ opens: "store-manager", changes: "store-manager" },
  },
  "service-advisor": {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    ...{ opens: "store-manager", changes: "store-manager" },
  },
  appointment: {
    ...{ dealer: "advisor store-manager", region: "area-manager", tenant: "hq call-centre" },
    ...{ opens: "advisor store-manager", changes: "advisor store-manager" },
  },
  "regional-median": { dealer: "advisor store-manager", region: "area-manager", tenant: "hq", isLedger: true },
};
