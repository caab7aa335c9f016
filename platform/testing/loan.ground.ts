import { later } from "#platform/clocks/due.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { plainDesk } from "#platform/moves/desk.ts";
import { tableSql } from "#platform/print/table.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { loan } from "./loan.record.ts";
import { loanRules } from "./loan-rules.ts";
import { openGround } from "./suites/ground.ts";
import { declaredRoutes, type Subject } from "./suites/subject.ts";

const record = loan as unknown as AnyRecord;
const zone = "Europe/Berlin";
/** Where loans are worked: every dealer of the tests stands in Berlin, so that summer time begins and ends under the clocks. */
export const loanDesk: Desk = {
  ...plainDesk(record),
  rules: loanRules,
  facts: async () => ({ zone }),
  dueFacts: async () => () => ({ zone }),
};

/** Loans on a ground of their own. The `nth` loan of a dealer begins some hours after the one before it. */
export async function openLoans(start: Instant): Promise<Subject> {
  const known = new Map([[record.name, record]]);
  const furnish = () => tableSql(record, known);
  const routes = declaredRoutes(record, loanDesk);
  const ground = await openGround({ house: { records: [], rooms: [] }, known, furnish, routes });
  return {
    record,
    desk: loanDesk,
    ground,
    row: (dealer, nth) => loanRow(start, dealer, nth),
    asked: { "bring-back": {} },
  };
}

function loanRow(start: Instant, dealer: string, nth: number): Record<string, unknown> {
  const lentAt = later(start, { hours: nth * 7 }, zone);
  return {
    plate: `M-AR ${nth}`,
    dealer,
    lentAt,
    checks: 0,
    checkAt: nth % 2 === 0 ? later(lentAt, { hours: 30 }, zone) : null,
  };
}
