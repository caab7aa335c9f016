import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { Audience, PlannedMail } from "#modules/mails/index.ts";
import type { Instant } from "#platform/record/index.ts";
import type { ToldAppointment } from "./appointment-letter.queries.ts";
import type { KnownMail } from "./told-mails.queries.ts";

/** What everybody was told last of an appointment, by `toldKey`: somebody else at another address was told nothing. */
export type Told = ReadonlyMap<string, KnownMail>;
export const toldKey = ({ audience, toEmail }: { audience: Audience; toEmail: string }): string =>
  `${audience} ${toEmail}`;
const isGone = ({ status }: KnownMail): boolean => ["sending", "sent", "maybe-sent"].includes(status);

/** What everybody was told last before the appointment became what it is. */
export function lastTold({ sequence }: Pick<ToldAppointment, "sequence">, known: readonly KnownMail[]): Told {
  const earlier = known.filter((mail) => isGone(mail) && mail.sequence < sequence);
  return new Map(earlier.toSorted((a, b) => a.sequence - b.sequence).map((mail) => [toldKey(mail), mail]));
}

/** Whether a mail told just what holds now: an undone move needs no word. */
export const tellsNow = (
  { startsAt, isSameWork, isOvertaken }: KnownMail,
  now: Pick<ToldAppointment, "startsAt">,
): boolean => startsAt === now.startsAt && isSameWork && !isOvertaken;

/** How long the word of a move waits, so that whoever moved the wrong one can take it back before anybody reads of it. */
const undoMs = 10_000;
const afterUndo = (at: Instant): Instant => new Date(Date.parse(at) + undoMs).toISOString();
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
  return [...customer, ...dealer].filter(({ toEmail }) => toEmail !== "");
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

/** A confirmation for who knows nothing yet, word of the move for who was told something else. */
function newsFor(one: ToldAppointment, to: Recipient, last: KnownMail | undefined, at: Instant): PlannedMail[] {
  if (!last) return [mail(one, "appointment-confirmed", to, at)];
  return tellsNow(last, one) ? [] : [mail(one, "appointment-moved", to, afterUndo(at))];
}

/**
 * The mails that an appointment as it stands at `at` needs: while it is planned a confirmation, or word of the new time for
 * whoever was told another one (ten seconds later, so that a move can be undone), and a reminder unless its moment has passed; once it is called off, word of that for
 * whoever was told. Nothing for one that came, or was missed.
 */
export function mailsFor(one: ToldAppointment, told: Told, at: Instant): PlannedMail[] {
  const to = recipients(one);
  if (one.status === "cancelled" || one.status === "declined")
    return to.filter((who) => told.has(toldKey(who))).map((who) => mail(one, "appointment-cancelled", who, at));
  if (one.status !== "planned" || one.startsAt <= at) return [];
  const remindAt = reminderAt(one.startsAt, one.zone);
  return to.flatMap((who) => [
    ...newsFor(one, who, told.get(toldKey(who)), at),
    ...(remindAt > at ? [mail(one, "appointment-reminder", who, remindAt)] : []),
  ]);
}
