import { codeOf, day, maybe, oneOf, record, text, vin } from "#platform/record/index.ts";

/** A car. What it is stands open to every dealer of the tenant; whose it is does not. */
export const vehicle = record("vehicle", {
  plural: "vehicles",
  title: "vin",
  fields: {
    /** Normalised. Two spellings of one frame number, with and without the hyphen, are one car. */
    vin: vin(),
    vinKind: oneOf("vin", "frame", "unknown"),
    model: maybe(codeOf("vehicle-model")),
    /** A plate follows office and owner: it finds a car, it does not identify one. */
    plate: maybe(text(40)),
    firstRegisteredOn: maybe(day()),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
  },
  create: ["advisor", "store-manager"],
  search: ["vin", "plate"],
  list: {
    columns: ["vin", "model", "plate", "firstRegisteredOn"],
    also: ["vinKind"],
    views: {},
    sort: "-createdAt",
  },
});
