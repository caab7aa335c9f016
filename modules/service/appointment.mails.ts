import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { Audience, PlannedMail } from "#modules/mails/index.ts";
import { mailAddress } from "#platform/mail/address.ts";
import type { Instant } from "#platform/record/index.ts";
import type { ToldAppointment } from "./appointment-letter.queries.ts";

/** Who was told of an appointment already, by `toldKey`: somebody else at another address was not. */
export type Told = ReadonlySet<string>;
export const toldKey = ({ audience, toEmail }: { audience: Audience; toEmail: string }): string =>
  `${audience} ${toEmail}`;
type Recipient = { audience: Audience; toEmail: string; toName: string; language: string };

const reminderTime = "10:00";

/** 10:00 of the dealer's day before the appointment (AL-57, AL-58). */
export function reminderAt(startsAt: Instant, zone: string): Instant {
  const dayBefore = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  const at = dayBefore.toZonedDateTime({ timeZone: zone, plainTime: reminderTime });
  return new Date(at.epochMilliseconds).toISOString();
}

/** The customer who agreed to it and left an address, and always the dealer who has one (AL-56 … AL-58). */
export function recipients(one: ToldAppointment): Recipient[] {
  const home = one.country === "JP" ? "ja" : "en";
  const customer: Recipient[] =
    one.remindCustomer && one.email !== null
      ? [{ audience: "customer", toEmail: one.email, toName: one.name, language: one.language ?? home }]
      : [];
  const dealer: Recipient[] =
    one.dealerEmail === null
      ? []
      : [
          {
            audience: "dealer",
            toEmail: one.dealerEmail,
            toName: one.dealerName,
            language: one.dealerLanguage ?? home,
          },
        ];
  return [...customer, ...dealer].filter(({ toEmail }) => mailAddress(toEmail) !== null);
}

/** Another address is another cause: whoever was told at the old one is told at the new one too. */
const cause = (one: ToldAppointment, kind: string, { audience, toEmail }: Recipient): string =>
  `appointment:${one.id}:${one.sequence}:${kind}:${audience}:${createHash("sha256").update(toEmail).digest("hex").slice(0, 12)}`;

function mail(one: ToldAppointment, kind: string, to: Recipient, sendAt: Instant): PlannedMail {
  return {
    ...to,
    kind,
    cause: cause(one, kind, to),
    dealer: one.dealer,
    aboutRecord: "appointment",
    aboutId: one.id,
    sequence: one.sequence,
    sendAt,
    uselessFrom: kind === "appointment-cancelled" ? null : one.startsAt,
  };
}

/**
 * The mails that an appointment as it stands at `at` needs: while it is planned a confirmation, or word of the new time for
 * whoever was told another one, and a reminder unless its moment has passed; once it is called off, word of that for
 * whoever was told. Nothing for one that came, or was missed.
 */
export function mailsFor(one: ToldAppointment, told: Told, at: Instant): PlannedMail[] {
  const to = recipients(one);
  if (one.status === "cancelled" || one.status === "declined")
    return to.filter((who) => told.has(toldKey(who))).map((who) => mail(one, "appointment-cancelled", who, at));
  if (one.status !== "planned" || one.startsAt <= at) return [];
  const remindAt = reminderAt(one.startsAt, one.zone);
  return to.flatMap((who) => [
    mail(one, told.has(toldKey(who)) ? "appointment-moved" : "appointment-confirmed", who, at),
    ...(remindAt > at ? [mail(one, "appointment-reminder", who, remindAt)] : []),
  ]);
}
