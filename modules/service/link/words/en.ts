import type { LinkWords } from "./link-words.ts";

export const en: LinkWords = {
  title: "Your appointment",
  languages: "Language of this page",
  dealer: "Dealer",
  when: "When",
  work: "Work",
  car: "Car",
  phone: "Phone",
  address: "Address",
  stands: {
    planned: "We are expecting you.",
    arrived: "Your car has arrived with us. Thank you.",
    cancelled: "This appointment has been cancelled.",
    declined: "This appointment has been cancelled.",
    missed: "This appointment has passed.",
  },
  tooLate: "It is now too close to the appointment to change it here. Please call us, we will gladly help.",
  contact: "Please contact your dealer directly.",
  used: {
    title: "This link has been used",
    text: "The appointment has changed since this mail was sent. The newest mail about it has the current link.",
  },
  unknown: {
    title: "This link does not lead to an appointment",
    text: "Please open it once more from your mail. If it still does not work, please call your dealer: the number is at the end of the mail.",
  },
  tooMany: {
    title: "Please wait a minute",
    text: "This page was sent very often in a short time. Nothing has been changed by this attempt.",
  },
  unreadable: {
    title: "This could not be read",
    text: "Nothing of the appointment has changed. Please go back and choose once more. If it happens again, give the dealer a call: the number is at the end of the mail.",
  },
  moved: {
    title: "Your appointment has been moved",
    mail: "A mail with the new time and a new link is on its way to you. The link you used is no longer valid.",
  },
  cancelled: {
    title: "Your appointment has been cancelled",
    again: "If you would like another appointment, please call us.",
    mail: "A mail that confirms this is on its way to you.",
  },
  move: {
    title: "Choose another time",
    hint: (zone) => `Free times at our workshop (${zone}).`,
    button: "Move to this time",
    none: "No time is free in the next two weeks. Please call us.",
  },
  taken: {
    title: (when) => `${when} is no longer free`,
    next: "Your appointment has not changed. These times are free now:",
    none: "Your appointment has not changed. No other time is free in the next two weeks; please call us.",
    all: "See all free times",
  },
  chooseFirst: "Please choose a time first.",
  cancel: {
    title: "Cancel the appointment",
    consequence: "Your time is then given to somebody else.",
    box: "Yes, I want to cancel this appointment.",
    button: "Cancel the appointment",
    tickFirst: "Please tick the box if you want to cancel.",
  },
  back: "Back",
};
