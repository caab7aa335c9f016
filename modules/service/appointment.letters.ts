import {
  addressLine,
  type Letter,
  type LetterMaker,
  type Letters,
  type MailRow,
  phoneAsDialled,
  whenInWords,
} from "#modules/mails/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { CalendarEvent } from "#platform/mail/calendar.ts";
import type { Names } from "#platform/record/index.ts";
import { type ToldAppointment, toldAppointment } from "./appointment-letter.queries.ts";
import { isCustomersOwn } from "./link/standing.ts";

/** What letters know of the installation: where its pages are, where answers come in, and how a customer's link is made. */
export type LetterHome = {
  publicUrl: string;
  replyAddress: (appointment: string, recipient: { tenant: string; email: string }) => string;
  customerLink: (link: { tenant: string; id: string; sequence: number }) => string;
};

const nameIn = (names: Names | null, language: string): string | null =>
  names && (names[language.slice(0, 2) as keyof Names] ?? names.en);
/** What is empty is nothing to a template: an empty text would count as said. */
const said = (text: string | null): string | null => text?.trim() || null;
/** The way to the appointment; none for the customer once it is not theirs to change any more: they call the dealer. */
function linkOf(
  home: LetterHome,
  { actor, at }: Transaction,
  one: ToldAppointment,
  { audience }: MailRow,
): string | null {
  if (audience === "dealer") return `${home.publicUrl}/calendar?on=${one.startsAt.slice(0, 10)}&open=${one.id}`;
  if (!isCustomersOwn(one, at)) return null;
  return home.customerLink({ tenant: actor.tenant, id: one.id, sequence: one.sequence });
}

function valuesOf(home: LetterHome, tx: Transaction, one: ToldAppointment, mail: MailRow): Letter & object {
  const { language } = mail;
  const { tenant } = tx.actor;
  const phone = said(one.dealerPhone);
  return {
    values: {
      customer: { name: one.name },
      dealer: {
        name: one.dealerName,
        phone: phone && phoneAsDialled(phone),
        address: addressLine(one),
        street: one.street,
        city: one.city,
      },
      appointment: {
        ...whenInWords(one.startsAt, one.zone, language),
        work: nameIn(one.workNames, language),
        notes: said(one.notes),
        link: linkOf(home, tx, one, mail),
        insisted: one.isBesidePlan,
      },
      car: { model: nameIn(one.model, language), plate: said(one.plate) },
      lead: { id: one.lead, name: one.name },
    },
    replyTo: home.replyAddress(one.id, { tenant, email: mail.toEmail }),
    secrets: secretsOf(home, tx, one, mail),
    calendar: eventOf(home, tx, one, mail),
  };
}

/** Who holds the link or answers at the address acts as the customer. */
const secretsOf = (home: LetterHome, tx: Transaction, one: ToldAppointment, mail: MailRow): string[] => [
  home.replyAddress(one.id, { tenant: tx.actor.tenant, email: mail.toEmail }),
  ...(mail.audience === "customer" ? [linkOf(home, tx, one, mail) ?? []].flat() : []),
];

/** The entry in the reader's calendar: the same for life, whoever it is sent to, one number higher with every change. */
function eventOf(home: LetterHome, tx: Transaction, one: ToldAppointment, mail: MailRow): CalendarEvent {
  const organizer = home.replyAddress(one.id, { tenant: tx.actor.tenant, email: mail.toEmail });
  const work = nameIn(one.workNames, mail.language);
  const what = [work, mail.audience === "dealer" ? one.name : one.dealerName].filter((part) => part !== null);
  return {
    method: mail.kind === "appointment-cancelled" ? "CANCEL" : "REQUEST",
    uid: `${one.id}@${organizer.split("@")[1]}`,
    sequence: one.sequence,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    zone: one.zone,
    summary: what.join(" · "),
    description: one.notes ?? "",
    location: [one.dealerName, addressLine(one)].join(", "),
    organizer: { name: one.dealerName, email: organizer },
    attendee: { name: mail.toName, email: mail.toEmail },
    url: linkOf(home, tx, one, mail) ?? "",
  };
}

const isOver = ({ status }: ToldAppointment): boolean => status !== "planned";

/** The letter as things stand when it leaves: one that an answer or a change has overtaken is not sent. */
const letter =
  (home: LetterHome): LetterMaker =>
  async (tx: Transaction, mail): Promise<Letter> => {
    const one = await toldAppointment(tx, mail.aboutId);
    if (!one) return { drop: "appointment-gone" };
    if (one.sequence !== mail.sequence) return { drop: "replaced" };
    if (mail.kind !== "appointment-cancelled" && isOver(one)) return { drop: "appointment-over" };
    if (mail.audience === "customer" && (!one.remindCustomer || one.email !== mail.toEmail))
      return { drop: "not-wanted" };
    return valuesOf(home, tx, one, mail);
  };

export const appointmentMailKinds = [
  "appointment-confirmed",
  "appointment-reminder",
  "appointment-moved",
  "appointment-cancelled",
] as const;

/** Who writes the mails about appointments. */
export const appointmentLetters = (home: LetterHome): Letters =>
  Object.fromEntries(appointmentMailKinds.map((kind) => [kind, letter(home)]));
