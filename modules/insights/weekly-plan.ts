import { Temporal } from "temporal-polyfill";
import { type PlannedMail, planStored } from "#modules/mails/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { plusMs } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { scopedDealers } from "./numbers.queries.ts";
import { weeklyKind } from "./weekly-letter.ts";
import { type Recipient, weeklyRecipients } from "./weekly-recipients.queries.ts";

const weekMs = 7 * 86_400_000;

/** The Mondays whose mails are planned on `day`: that day itself where it is one, and the next. */
function mondays(day: Day): Day[] {
  const on = Temporal.PlainDate.from(day);
  const next = on.add({ days: 8 - on.dayOfWeek }).toString();
  return on.dayOfWeek === 1 ? [day, next] : [next];
}

/** Seven in the morning of a day on the clocks of `zone` (IANA). */
const sevenOn = (day: Day, zone: string): Instant =>
  new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: "07:00" }).epochMilliseconds,
  ).toISOString();

/**
 * Plans the mails of the coming Monday to everybody who manages a dealer, a region or the market. One person and Monday is
 * one cause, so that asking again plans nothing; a Monday whose seven o'clock is over gets none any more.
 */
export async function planWeekly(
  db: Database,
  tenant: { code: string; schema: string; defaultDealer: string },
  day: Day,
): Promise<void> {
  await db.as(asSystem(tenant, "the managers' mails of the coming Monday"), async (tx) => {
    const [recipients, dealers] = await Promise.all([weeklyRecipients(tx), scopedDealers(tx, "en")]);
    const zones = new Map(dealers.map(({ code, zone }) => [code, zone]));
    const planned = recipients.flatMap((one) => {
      const zone = zones.get(one.dealers === null ? tenant.defaultDealer : (one.dealers[0] ?? ""));
      if (zone === undefined) return [];
      return mondays(day).map((monday) => weeklyMail(one, monday, sevenOn(monday, zone)));
    });
    const coming = planned.filter(({ sendAt }) => sendAt > tx.at);
    await (coming.length > 0 ? tx.finish(planStored(coming, tx.at)) : tx.finish());
  });
}

/** Nothing of these mails is kept, as of all mails to staff: the page has the same numbers, for those who may see them. */
const weeklyMail = ({ id, email, name, language }: Recipient, monday: Day, sendAt: Instant): PlannedMail => ({
  kind: weeklyKind,
  audience: "staff",
  cause: `${weeklyKind}:${id}:${monday}`,
  dealer: null,
  aboutRecord: "staff",
  aboutId: id,
  toEmail: email,
  toName: name,
  language,
  sequence: 0,
  sendAt,
  uselessFrom: plusMs(sendAt, weekMs),
});
