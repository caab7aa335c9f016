import { codeOf, day, flag, integer, maybe, record, text } from "#platform/record/index.ts";

/** A numbered tag on the key of a car in the workshop: it hangs on the board until the car is handed back. */
export const keyTag = record("key-tag", {
  plural: "key-tags",
  title: "number",
  fields: {
    number: text(20),
    dealer: codeOf("dealer"),
    hook: maybe(integer(1, 400)),
    isSpareKey: flag(),
    readyOn: maybe(day()),
    remark: maybe(text()),
  },
  derived: { daysOnBoard: { daysSince: "createdAt" } },
  states: { hanging: { starts: true }, "handed-back": { isFinal: true } },
  moves: { "hand-back": { from: ["hanging"], to: "handed-back" } },
  belongsTo: { dealer: "dealer" },
  see: { advisor: "own dealer", "store-manager": "own dealer", "area-manager": "own region", hq: "all" },
  create: ["advisor"],
  edit: { by: ["advisor", "store-manager"], fields: ["hook", "readyOn", "remark"] },
  make: { "hand-back": ["advisor"] },
  export: ["store-manager", "area-manager", "hq"],
  opening: ["hook"],
  search: ["number", "remark"],
  list: {
    columns: ["number", "hook", "isSpareKey", "readyOn", "remark", "daysOnBoard", "createdAt"],
    also: ["dealer"],
    views: { "on-the-board": { where: { status: "hanging" }, sort: "hook" }, ready: { where: { readyOn: "filled" } } },
    sort: "-createdAt",
  },
});
