import { names, record, text } from "#platform/record/index.ts";

/** A model that the maker sells or has sold. */
export const vehicleModel = record("vehicle-model", {
  plural: "vehicle-models",
  key: "code",
  title: "names",
  fields: { code: text(40), names: names(), brand: text(60) },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: { columns: ["code", "names", "brand"], views: {}, sort: "code" },
});
