import { codeOf, day, integer, maybe, notes, record, ref } from "#platform/record/index.ts";

/** A visit of a car to a workshop: technical history, open to every dealer of the tenant. */
export const serviceVisit = record("service-visit", {
  plural: "service-visits",
  title: "visitedOn",
  fields: {
    vehicle: ref("vehicle"),
    dealer: codeOf("dealer"),
    visitedOn: day(),
    odometerKm: maybe(integer(0, 9_999_999)),
    works: notes(),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
  },
  list: { columns: ["vehicle", "dealer", "visitedOn", "odometerKm", "works"], views: {}, sort: "-visitedOn" },
});
