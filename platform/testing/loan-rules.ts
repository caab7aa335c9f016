import { later } from "#platform/clocks/due.ts";
import type { Rules } from "#platform/moves/decide.ts";
import type { loan } from "./loan.record.ts";

/** How a loan changes: after three looks nobody looks any more; who wants the car again gets it on the day. */
export const loanRules: Rules<typeof loan, object> = {
  "bring-back": ({ asked }) => ({ set: { againAt: asked.againAt ?? null } }),
  remind: () => ({ set: {} }),
  look: ({ row, at }) => ({
    set: { checks: row.checks + 1, checkAt: row.checks < 2 ? later(at, { calendarDays: 4 }, "Asia/Tokyo") : null },
  }),
  "report-missing": () => ({ set: {} }),
  "lend-again": ({ row, at }) => ({
    set: {},
    opens: { plate: row.plate, dealer: row.dealer, lentAt: at, checkAt: null, checks: 0, formerLoan: row.id },
  }),
};
