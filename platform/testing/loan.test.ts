import { after } from "node:test";
import { now, plusMs } from "#platform/clocks/clock.ts";
import { openLoans } from "./loan.ground.ts";
import { everySuite } from "./suites/index.ts";

/** The first loans are old enough for a reminder, the last ones begin in some days. */
const loans = await openLoans(plusMs(now(), -9 * 86_400_000));
after(() => loans.ground.close());

everySuite(loans);
