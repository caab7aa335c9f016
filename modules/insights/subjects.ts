import {
  aftersalesLead,
  type DatedSla,
  groupFields,
  reportClasses,
  slaRates,
} from "#modules/aftersales-leads/index.ts";
import type { Counted } from "#platform/counts/cells.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Subject } from "./subject.ts";

/** Aftersales leads as the pages of numbers see them; `policies` reads what the market published. */
export const leadNumbers = (policies: (tx: Transaction) => Promise<readonly DatedSla[]>): Subject => ({
  record: aftersalesLead as unknown as Counted,
  rates: slaRates,
  classField: "reportClass",
  classes: reportClasses,
  filters: groupFields,
  groups: groupFields,
  labels: { contactedBy: "r.attempts -> 0 ->> 'user'" },
  policies,
});
