import { day, names, record, ref } from "#platform/record/index.ts";

/** A promise of the maker for one car, from its first day to its last. */
export const vehicleWarranty = record("vehicle-warranty", {
  plural: "vehicle-warranties",
  title: "names",
  fields: { vehicle: ref("vehicle"), names: names(), startsOn: day(), endsOn: day() },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
  },
  list: { columns: ["vehicle", "names", "startsOn", "endsOn"], views: {}, sort: "-startsOn" },
});
