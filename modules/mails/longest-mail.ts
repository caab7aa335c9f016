import type { Longest } from "#platform/mail/template.ts";

/** What can be kept of a mail, in characters. */
export const longestMail: Longest = { html: 500_000, text: 200_000 };
