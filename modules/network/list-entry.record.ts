import { flag, integer, maybe, names, record, text } from "#platform/record/index.ts";

/** One value of a list that administrators extend: a source of leads, a reason for closing without sale. */
export const listEntry = record("list-entry", {
  plural: "list-entries",
  title: "code",
  fields: {
    /** Which list: "lead-source", "no-sale-category", "no-sale-reason". */
    list: text(60),
    code: text(60),
    names: names(),
    /** The code of an entry in the list of categories, where the list has two levels. */
    category: maybe(text(60)),
    position: integer(1, 9999),
    /** What is no longer offered keeps its name where it was used. */
    isActive: flag(),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: { columns: ["list", "code", "names", "category", "position", "isActive"], views: {}, sort: "position" },
});
