/** Everything that the customer's own page of an appointment says; a function takes what is named inside of the sentence. */
export type LinkWords = {
  title: string;
  languages: string;
  dealer: string;
  when: string;
  work: string;
  car: string;
  phone: string;
  address: string;
  /** The appointment as it stands. */
  stands: { planned: string; arrived: string; cancelled: string; declined: string; missed: string };
  /** The time for changes by the customer alone is over. */
  tooLate: string;
  /** How to reach the dealer where no phone is known. */
  contact: string;
  used: { title: string; text: string };
  unknown: { title: string; text: string };
  tooMany: { title: string; text: string };
  /** What was sent is no form of ours, or too much. */
  unreadable: { title: string; text: string };
  moved: { title: string; mail: string };
  cancelled: { title: string; again: string; mail: string };
  move: { title: string; hint: (zone: string) => string; button: string; none: string };
  taken: { title: (when: string) => string; next: string; none: string; all: string };
  chooseFirst: string;
  cancel: { title: string; consequence: string; box: string; button: string; tickFirst: string };
  back: string;
};
