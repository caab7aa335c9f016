import { day, maybe, record, ref, texts } from "#platform/record/index.ts";

/** Whose a car was, from the first day to the day it was handed on; the windows of one car cannot overlap. */
export const vehicleOwnership = record("vehicle-ownership", {
  plural: "vehicle-ownerships",
  title: "startsOn",
  fields: {
    vehicle: ref("vehicle"),
    customer: ref("customer"),
    startsOn: day(),
    /** The day it was handed on, already the next owner's; empty while it is theirs. */
    endsOn: maybe(day()),
    /** As on the customer. */
    dealers: texts(),
  },
  belongsTo: { dealers: "dealers", handedOnBy: ["call-centre"] },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "sales-staff": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  list: { columns: ["vehicle", "customer", "startsOn", "endsOn"], views: {}, sort: "-startsOn" },
});
