import { codeOf, day, flag, integer, manyOf, maybe, record, series, text } from "#platform/record/index.ts";
import { equipment } from "./service-work.record.ts";

/** A place in the workshop where one car stands at a time. */
export const serviceBay = record("service-bay", {
  plural: "service-bays",
  title: "name",
  fields: {
    dealer: codeOf("dealer"),
    name: text(100),
    equipment: manyOf(...equipment),
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
  edit: { by: ["store-manager"], fields: ["name", "equipment", "hours", "absences", "isActive"] },
  list: { columns: ["name", "dealer", "equipment", "isActive"], also: ["hours", "absences"], views: {}, sort: "name" },
});
