import { day, integer, maybe, record, ref, text } from "#platform/record/index.ts";

/** What the odometer showed on a day. It may show less than before only with a reason: a new instrument, a slip corrected. */
export const odometerReading = record("odometer-reading", {
  plural: "odometer-readings",
  title: "readOn",
  isAppendOnly: true,
  fields: { vehicle: ref("vehicle"), km: integer(0, 9_999_999), readOn: day(), reason: maybe(text()) },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
  },
  create: ["advisor", "store-manager"],
  list: { columns: ["vehicle", "km", "readOn", "reason"], views: {}, sort: "-readOn" },
});
