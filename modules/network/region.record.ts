import { names, record, text } from "#platform/record/index.ts";

/** A part of the market whose dealers an area manager looks after. */
export const region = record("region", {
  plural: "regions",
  key: "code",
  title: "names",
  fields: { code: text(20), names: names() },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: { columns: ["code", "names"], views: {}, sort: "code" },
});
