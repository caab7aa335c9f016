import { attributes, type Html, html } from "#platform/http/html.ts";
import type { Language } from "#platform/http/languages.ts";
import type { Instant } from "#platform/record/index.ts";
import type { Slot } from "../free-slots.ts";
import type { LinkedAppointment } from "./link.queries.ts";
import { byDay } from "./offers.ts";
import { dayIn, linkWords, timeIn, zoneIn } from "./words.ts";

/** What is missing in what was sent, with what was chosen. */
export type Missing = "time" | "tick";
/** Where the page's two forms are sent. */
export type Choosing = { one: LinkedAppointment; language: Language; address: string };

const openDays = 3;

const radio = (at: Instant, { one, language }: Choosing): Html =>
  html`<label class="slot"><input type="radio" name="startsAt" value="${at}">${timeIn(at, one.zone, language)}</label>
`;

/** Free times, one group for each day; the first days are open, so that the page stays short. */
const days = (slots: readonly Slot[], on: Choosing): Html[] =>
  byDay(slots, on.one.zone).map(({ slots: ofDay }, n) => {
    const day = dayIn(ofDay[0]?.startsAt ?? on.one.startsAt, on.one.zone, on.language);
    return html`<details class="day"${attributes({ open: n < openDays })}>
<summary>${day}</summary>
<div class="slots" role="radiogroup" aria-label="${day}">
${ofDay.map(({ startsAt }) => radio(startsAt, on))}</div>
</details>
`;
  });

/** What is missing stands where the answer to the form opens. */
const missingId = "missing";
const problem = (text: string): Html => html`<p class="problem" id="${missingId}" role="alert">${text}</p>
`;
/** The page says in its own words what is missing, so the browser does not. */
const form = (
  address: string,
  inside: Html,
): Html => html`<form method="post" action="${address}#${missingId}" novalidate>
${inside}</form>
`;

/** Leads from the top of the page down to the cancellation. */
export const cancelLink = ({ language }: Choosing): Html =>
  html`<p><a class="more" href="#cancel">${linkWords[language].cancel.title}</a></p>
`;

/** The form that moves the appointment; only these times are offered. */
export function moveForm(slots: readonly Slot[], on: Choosing, isMissing: boolean): Html {
  const { move, chooseFirst } = linkWords[on.language];
  const { zone, startsAt } = on.one;
  if (slots.length === 0)
    return html`<p>${move.none}</p>
`;
  const inside = html`<p class="about">${move.hint(zoneIn(startsAt, zone, on.language))}</p>
${isMissing && problem(chooseFirst)}${days(slots, on)}<div class="end"><button type="submit" name="act" value="move">${move.button}</button></div>
`;
  return form(on.address, inside);
}

/** Cancelling takes a tick of its own, so that nothing is lost by one press. */
export function cancelForm({ language, address }: Choosing, isMissing: boolean): Html {
  const { cancel } = linkWords[language];
  const inside = html`<p class="about">${cancel.consequence}</p>
${isMissing && problem(cancel.tickFirst)}<label class="box"><input type="checkbox" name="sure" value="yes">${cancel.box}</label>
<div class="end"><button type="submit" name="act" value="cancel" class="cancel">${cancel.button}</button></div>
`;
  return html`<details class="ending"${attributes({ open: isMissing })}>
<summary id="cancel">${cancel.title}</summary>
${form(address, inside)}</details>
`;
}
