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
  html`<label class="slot"><input type="radio" name="startsAt" value="${at}" required>${timeIn(at, one.zone, language)}</label>
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

const problem = (text: string): Html => html`<p class="problem" role="alert">${text}</p>
`;

/** The form that moves the appointment; only these times are offered. */
export function moveForm(slots: readonly Slot[], on: Choosing, isMissing: boolean): Html {
  const { move, chooseFirst } = linkWords[on.language];
  const { zone, startsAt } = on.one;
  if (slots.length === 0)
    return html`<p>${move.none}</p>
`;
  return html`<form method="post" action="${on.address}">
<p class="about">${move.hint(zoneIn(startsAt, zone, on.language))}</p>
${isMissing && problem(chooseFirst)}${days(slots, on)}<div class="end"><button type="submit" name="act" value="move">${move.button}</button></div>
</form>
`;
}

/** Cancelling takes a tick of its own, so that nothing is lost by one press. */
export function cancelForm({ language, address }: Choosing, isMissing: boolean): Html {
  const { cancel } = linkWords[language];
  return html`<details class="ending"${attributes({ open: isMissing })}>
<summary>${cancel.title}</summary>
<form method="post" action="${address}">
<p class="about">${cancel.consequence}</p>
${isMissing && problem(cancel.tickFirst)}<label class="box"><input type="checkbox" name="sure" value="yes" required>${cancel.box}</label>
<div class="end"><button type="submit" name="act" value="cancel" class="cancel">${cancel.button}</button></div>
</form>
</details>
`;
}
