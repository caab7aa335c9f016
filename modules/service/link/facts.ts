import { addressLine, phoneAsDialled, whenInWords } from "#modules/mails/index.ts";
import { type Html, html } from "#platform/http/html.ts";
import type { Language } from "#platform/http/languages.ts";
import type { LinkedAppointment } from "./link.queries.ts";
import { linkWords, nameIn, zoneIn } from "./words.ts";

/** A moment on the clocks of the dealer: Tuesday, 24 November 2026, 10:00. */
export const whenOf = (at: string, { zone }: LinkedAppointment, language: Language): string =>
  whenInWords(at, zone, language).when;

/** The dealer's phone as a link that calls it; the advice to ask the dealer where no phone is known. */
export const callLink = ({ dealerPhone }: LinkedAppointment, language: Language): Html =>
  dealerPhone
    ? html`<p><a class="call" href="tel:${dealerPhone}">${linkWords[language].phone} ${phoneAsDialled(dealerPhone)}</a></p>
`
    : html`<p>${linkWords[language].contact}</p>
`;

/** When, what, which car and where: as the appointment stands. */
export function factsOf(one: LinkedAppointment, language: Language): Html {
  const words = linkWords[language];
  const car = [nameIn(one.model, language), one.plate ?? ""].filter(Boolean).join(" · ");
  const isGone = one.status === "cancelled" || one.status === "declined";
  const when = html`${whenOf(one.startsAt, one, language)}`;
  const rows: readonly (readonly [string, Html | string])[] = [
    [
      words.when,
      html`${isGone ? html`<s>${when}</s>` : html`<strong>${when}</strong>`} <span class="zone">${zoneIn(one.startsAt, one.zone, language)}</span>`,
    ],
    [words.work, nameIn(one.workNames, language)],
    [words.car, car],
    [words.dealer, one.dealerName],
    [words.address, addressLine(one)],
  ];
  const shown = rows.filter(([, value]) => value !== "");
  return html`<dl>
${shown.map(
  ([caption, value]) => html`<div><dt>${caption}</dt><dd>${value}</dd></div>
`,
)}</dl>
`;
}
