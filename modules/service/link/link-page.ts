import { readFileSync } from "node:fs";
import { attributes, type Html, html } from "#platform/http/html.ts";
import { type Language, languages } from "#platform/http/languages.ts";
import type { Instant } from "#platform/record/index.ts";
import type { Slot } from "../free-slots.ts";
import { type Choosing, cancelForm, cancelLink, type Missing, moveForm } from "./choices.ts";
import { callLink, factsOf, whenOf } from "./facts.ts";
import type { LinkedAppointment } from "./link.queries.ts";
import { linkWords, ownNames } from "./words.ts";

/** The style sheet of the page, served beside it. */
export const linkStyles = readFileSync(new URL("./link.css", import.meta.url), "utf8");
export const stylesAddress = "/appointments/c/link.css";

/** The appointment that a page is about, and the language it is told in. */
export type LinkFrame = { language: Language; one: LinkedAppointment };

/** The same page in a language; relative, so that no page repeats what somebody typed as its address. */
const inLanguage = (language: Language): string => `?language=${language}`;
const choosing = ({ one, language }: LinkFrame): Choosing => ({ one, language, address: inLanguage(language) });

function languageLinks(language: Language): Html {
  const links = languages.map(
    (code) =>
      html`<a href="${inLanguage(code)}"${attributes({ lang: code, hreflang: code, "aria-current": code === language ? "true" : undefined })}>${ownNames[code]}</a>
`,
  );
  return html`<nav aria-label="${linkWords[language].languages}">
${links}</nav>
`;
}

/** The whole of a page: one style sheet, no script. */
function page(language: Language, { title, dealer }: { title: string; dealer?: string }, body: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${dealer ? `${title} · ${dealer}` : title}</title>
<link rel="stylesheet" href="${stylesAddress}">
</head>
<body>
<header>
${
  dealer &&
  html`<p class="dealer">${dealer}</p>
`
}${languageLinks(language)}</header>
<main>
<h1>${title}</h1>
${body}</main>
</body>
</html>
`.markup;
}

/** The appointment with whatever may still be done to it; `missing` is what the last press left out. */
export function openPage(frame: LinkFrame, offers: readonly Slot[], missing?: Missing): string {
  const { one, language } = frame;
  const words = linkWords[language];
  const body = html`<p class="lead">${words.stands.planned}</p>
${factsOf(one, language)}${callLink(one, language)}${cancelLink(choosing(frame))}<h2>${words.move.title}</h2>
${moveForm(offers, choosing(frame), missing === "time")}${cancelForm(choosing(frame), missing === "tick")}`;
  return page(language, { title: words.title, dealer: one.dealerName }, body);
}

/** The appointment and the phone: it is too late for changes here, or over. */
export function standingPage(frame: LinkFrame, standing: "too-late" | "over"): string {
  const { one, language } = frame;
  const words = linkWords[language];
  const said = standing === "over" ? words.stands[one.status as keyof typeof words.stands] : words.tooLate;
  const body = html`<p class="lead">${said}</p>
${factsOf(one, language)}${callLink(one, language)}`;
  return page(language, { title: words.title, dealer: one.dealerName }, body);
}

/** The link was sent with an earlier version: nothing of the appointment is told, but whom to call. */
export function usedPage(frame: LinkFrame): string {
  const { one, language } = frame;
  const { title, text } = linkWords[language].used;
  return page(
    language,
    { title, dealer: one.dealerName },
    html`<p class="lead">${text}</p>
${callLink(one, language)}`,
  );
}

/** The time that was chosen is gone; these are free now. */
export function takenPage(frame: LinkFrame, taken: Instant, next: readonly Slot[]): string {
  const { one, language } = frame;
  const words = linkWords[language];
  const title = words.taken.title(whenOf(taken, one, language));
  const choice = html`<p class="lead">${words.taken.next}</p>
${moveForm(next, choosing(frame), false)}<p><a class="more" href="${inLanguage(language)}">${words.taken.all}</a></p>
`;
  const none = html`<p class="lead">${words.taken.none}</p>
`;
  const body = html`${next.length > 0 ? choice : none}<h2>${words.title}</h2>
${factsOf(one, language)}${callLink(one, language)}`;
  return page(language, { title, dealer: one.dealerName }, body);
}

/** What stands after the customer's change. */
export function donePage(frame: LinkFrame, done: "moved" | "cancelled"): string {
  const { one, language } = frame;
  const words = linkWords[language];
  const body = html`${
    one.isMailed &&
    html`<p class="lead">${words[done].mail}</p>
`
  }${factsOf(one, language)}${
    done === "cancelled" &&
    html`<p>${words.cancelled.again}</p>
`
  }${callLink(one, language)}`;
  return page(language, { title: words[done].title, dealer: one.dealerName }, body);
}

/** The one page for every address that leads nowhere, whatever the cause. */
export const unknownPage = (language: Language): string => plainPage(language, "unknown");
/** Asked to wait; nothing was done. */
export const tooManyPage = (language: Language): string => plainPage(language, "tooMany");
/** What was sent is none of the page's own forms; nothing was done. */
export const unreadablePage = (language: Language): string => plainPage(language, "unreadable");

function plainPage(language: Language, which: "unknown" | "tooMany" | "unreadable"): string {
  const words = linkWords[language];
  const { title, text } = words[which];
  return page(
    language,
    { title },
    html`<p class="lead">${text}</p>
${
  which !== "unknown" &&
  html`<p><a class="more" href="${inLanguage(language)}">${words.back}</a></p>
`
}`,
  );
}
