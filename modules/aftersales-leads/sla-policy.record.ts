import { day, integer, manyOf, maybe, notes, record, text } from "#platform/record/index.ts";

/**
 * What a market measures its dealers by, from a day on: limits, targets, and whether Booked counts as managed (AL-59 … AL-61,
 * Where there is none, the limits of the lead's own declaration hold.
 */
export const slaPolicy = record("sla-policy", {
  plural: "sla-policies",
  title: "name",
  fields: {
    name: text(),
    holdsFrom: day(),
    firstContactHours: integer(1, 720),
    managementDays: integer(1, 365),
    lifetimeDays: integer(1, 365),
    /** Percent. */
    firstContactTarget: integer(0, 100),
    managementTarget: integer(0, 100),
    fullyManagedTarget: integer(0, 100),
    bookedCounts: manyOf("management", "fully-managed"),
    why: maybe(notes()),
  },
  isAppendOnly: true,
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  create: ["hq"],
  list: {
    columns: ["name", "holdsFrom", "firstContactHours", "managementDays", "lifetimeDays"],
    also: ["createdAt", "firstContactTarget", "managementTarget", "fullyManagedTarget", "bookedCounts", "why"],
    views: {},
    sort: "-holdsFrom",
  },
});
