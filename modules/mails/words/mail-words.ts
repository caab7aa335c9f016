/** The kinds of mail that are written before headquarters writes its own. */
export const firstKinds = [
  "appointment-confirmed",
  "appointment-reminder",
  "appointment-moved",
  "appointment-cancelled",
] as const;
export type FirstKind = (typeof firstKinds)[number];

/** What one mail says; every text may hold values in Liquid. */
export type MailWords = { subject: string; opening: string; closing: string };
/** What all mails of a language share. */
export type SharedWords = {
  greeting: { customer: string; dealer: string };
  /** Captions of the facts in the middle. */
  when: string;
  work: string;
  car: string;
  customer: string;
  notes: string;
  /** Told to the dealer when the time was taken although nothing was free. */
  insisted: string;
  /** Told to the customer instead of the closing where only a call can still change the appointment. */
  call: string;
  button: { customer: string; dealer: string };
  regards: { customer: string; dealer: string };
  phone: string;
  unsubscribe: string;
};
export type LanguageWords = SharedWords & {
  mails: Readonly<Record<"customer" | "dealer", Readonly<Record<FirstKind, MailWords>>>>;
};
