/** What the mail says that brings a link to who forgot a password; every text may hold values in Liquid. */
export type ResetWords = {
  subject: string;
  greeting: string;
  opening: string;
  button: string;
  /** Above the address itself, for readers whose program shows no button. */
  address: string;
  lives: string;
  unasked: string;
  regards: string;
};
