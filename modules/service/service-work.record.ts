import { flag, integer, manyOf, names, record, text } from "#platform/record/index.ts";

/** What a bay can have and a kind of work can need. */
export const equipment = ["lift", "alignment", "diagnostics", "high-voltage", "paint"] as const;

/** A kind of work that customers book: how long it keeps a bay and an advisor, and what the bay must have. */
export const serviceWork = record("service-work", {
  plural: "service-works",
  key: "code",
  title: "code",
  fields: {
    code: text(40),
    names: names(),
    /** How long it keeps the bay. */
    minutes: integer(5, 720),
    /** How long the advisor takes the car in, from the beginning; 0 where nobody need be there. */
    advisorMinutes: integer(0, 240),
    needs: manyOf(...equipment),
    /** What is booked where nobody says what: one kind of work at most. */
    isDefault: flag(),
    position: integer(1, 9999),
    isActive: flag(),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: {
    columns: ["code", "names", "minutes", "advisorMinutes", "needs"],
    also: ["isDefault", "position", "isActive"],
    views: {},
    sort: "position",
  },
});
