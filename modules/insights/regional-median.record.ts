import { codeOf, day, integer, maybe, record, text, texts } from "#platform/record/index.ts";

/** What the middle dealer of a region reached in the sixty days before a day: no dealer is named, and few are not counted. */
export const regionalMedian = record("regional-median", {
  plural: "regional-medians",
  title: "name",
  fields: {
    name: text(),
    region: codeOf("region"),
    /** Whose neighbours' median it is. */
    dealers: texts(1000),
    countedOn: day(),
    counted: integer(),
    /** Per mille; empty where fewer than five dealers had leads. */
    firstContact: maybe(integer(0, 1000)),
    management: maybe(integer(0, 1000)),
    fullyManaged: maybe(integer(0, 1000)),
  },
  isAppendOnly: true,
  belongsTo: { dealers: "dealers" },
  see: { advisor: "own dealer", "store-manager": "own dealer", "area-manager": "own region", hq: "all" },
  list: {
    columns: ["name", "region", "countedOn", "counted", "firstContact", "management", "fullyManaged"],
    views: {},
    sort: "-countedOn",
  },
});
