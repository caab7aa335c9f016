import {
  calendarDays,
  codeOf,
  flag,
  hours,
  instant,
  integer,
  maybe,
  record,
  ref,
  text,
} from "#platform/record/index.ts";

/**
 * A courtesy car lent while the customer's own is in the workshop. It has every kind of clock: a verdict, a move, a move by
 * state, one that returns, one that opens a new row. They stand here in another order than they run out, on purpose.
 */
export const loan = record("loan", {
  plural: "loans",
  title: "plate",
  fields: {
    plate: text(20),
    dealer: codeOf("dealer"),
    lentAt: instant(),
    backAt: maybe(instant()),
    isBackInTime: maybe(flag()),
    checkAt: maybe(instant()),
    checks: integer(0, 100),
    againAt: maybe(instant()),
    formerLoan: maybe(ref("loan")),
  },
  derived: {
    isOverdue: { isOverdue: "back" },
    nextDueAt: { earliestOf: ["back", "reminder", "check", "lifetime"] },
    daysBack: { daysSince: "backAt" },
  },
  states: {
    lent: { starts: true },
    reminded: { finalWhen: "lifetime" },
    back: { isFinal: true },
    missing: { isFinal: true },
  },
  moves: {
    "bring-back": { from: ["lent", "reminded"], to: "back", asks: { againAt: maybe(instant()) } },
    remind: { from: ["lent"], to: "reminded", by: "clock" },
    look: { from: ["lent", "reminded"], by: "clock" },
    "report-missing": { from: ["lent"], to: "missing", by: "clock" },
    "lend-again": { from: ["back"], by: "clock" },
  },
  clocks: {
    lifetime: {
      from: "lentAt",
      after: calendarDays(40),
      stops: ["bring-back"],
      whenDue: { lent: "report-missing", reminded: "final" },
    },
    check: { at: "checkAt", stops: ["bring-back"], whenDue: { lent: "look", reminded: "look" } },
    reminder: { from: "lentAt", after: calendarDays(7), stops: ["bring-back"], whenDue: { lent: "remind" } },
    back: {
      from: "lentAt",
      after: hours(72),
      stops: ["bring-back"],
      stamp: "backAt",
      verdict: "isBackInTime",
      whenDue: "flag",
    },
    again: { at: "againAt", stops: [], whenDue: { back: "lend-again" } },
  },
  belongsTo: { dealer: "dealer" },
  see: { advisor: "own dealer", "area-manager": "own region", hq: "all" },
  make: { "bring-back": ["advisor"] },
  export: ["hq"],
  list: {
    columns: ["plate", "lentAt", "backAt", "isBackInTime", "isOverdue", "nextDueAt", "daysBack"],
    also: ["dealer", "formerLoan", "checks"],
    views: { overdue: { where: { isOverdue: true } } },
    sort: "-createdAt",
  },
});
