import { codeOf, day, flag, integer, maybe, record, ref, series, text } from "#platform/record/index.ts";

/** Somebody who takes cars in, one customer at a time. */
export const serviceAdvisor = record("service-advisor", {
  plural: "service-advisors",
  title: "name",
  fields: {
    dealer: codeOf("dealer"),
    name: text(100),
    /** The colleague who signs in; empty where they do not. */
    staff: maybe(ref("staff")),
    /** Hours of its own; where there are none, those of the dealer. 1 is Monday; wall times of the dealer's zone. */
    hours: series({ weekday: integer(1, 7), opens: text(5), closes: text(5) }, 14),
    /** Whole days of the dealer's calendar on which it is not there, first and last one included. */
    absences: series({ startsOn: day(), endsOn: day(), reason: maybe(text(100)) }, 100),
    isActive: flag(),
  },
  belongsTo: { dealer: "dealer" },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  create: ["store-manager"],
  edit: { by: ["store-manager"], fields: ["name", "staff", "hours", "absences", "isActive"] },
  list: { columns: ["name", "dealer", "staff", "isActive"], also: ["hours", "absences"], views: {}, sort: "name" },
});
