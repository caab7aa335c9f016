import { email, flag, language, record, text, texts } from "#platform/record/index.ts";

/** Somebody who works for a dealer or the sales company. The id is that of the account with which they sign in. */
export const staff = record("staff", {
  plural: "staff",
  title: "name",
  fields: {
    name: text(),
    email: email(),
    language: language(),
    isActive: flag(),
    /** A manager who does not want the numbers by mail on Mondays. */
    isWithoutWeeklyMail: flag(),
    /** The dealers at which any of their profiles stands. */
    dealers: texts(),
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
  list: { columns: ["name", "email", "language", "isActive"], also: ["dealers"], views: {}, sort: "name" },
});
