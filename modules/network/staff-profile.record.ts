import { codeOf, maybe, oneOf, record, ref, texts } from "#platform/record/index.ts";

/** A job title at one place: a dealer, a region, or the whole company. Who has several chooses one to work with (AL-08). */
export const staffProfile = record("staff-profile", {
  plural: "staff-profiles",
  title: "role",
  fields: {
    staff: ref("staff"),
    role: oneOf("advisor", "store-manager", "sales-staff", "area-manager", "hq", "call-centre", "admin"),
    dealer: maybe(codeOf("dealer")),
    region: maybe(codeOf("region")),
    /** The dealer again, or nobody's: whose colleagues see the profile. */
    dealers: texts(1),
  },
  belongsTo: { dealers: "dealers" },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "sales-staff": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: { columns: ["staff", "role", "dealer", "region"], views: {}, sort: "-createdAt" },
});
