import type { ResetWords } from "./reset-words.ts";

export const en: ResetWords = {
  subject: "Set a new password for Marque",
  greeting: "Hello {{ person.name }},",
  opening: "A new password was asked for your Marque account at {{ company.name }}. Choose it here:",
  button: "Choose a new password",
  address: "If the button does not work, copy this address into your browser:",
  lives: "The link works once, for {{ reset.minutes }} minutes. A newer mail of this kind replaces it.",
  unasked:
    "You did not ask for it? Then do nothing: your password stays as it is. Never pass the link on, not even to colleagues.",
  regards: "Marque, for {{ company.name }}",
};
