import { phoneExample } from "#modules/customers/index.ts";
import { attributes, type Html, html } from "#platform/http/html.ts";
import type { Instant } from "#platform/record/index.ts";
import { consentPurposes } from "../aftersales-lead.record.ts";
import { type Drawing, type FormDealer, fieldOnPage } from "./controls.ts";
import { type FormSection, formSections } from "./fields.ts";
import { type Market, page } from "./page.ts";
import { type FormProblem, shownProblems } from "./problems.ts";
import type { Typed } from "./read-form.ts";
import { type FormLanguage, formLanguages, type Say, sayIn } from "./words.ts";

export type FormPage = {
  readonly language: FormLanguage;
  readonly market: Market;
  /** What was typed so far; `campaign` may come with the address. */
  readonly values: Typed;
  readonly problems: readonly FormProblem[];
  /** The dealers a customer may choose from. */
  readonly dealers: readonly FormDealer[];
  readonly now: Instant;
  readonly token: string;
  readonly key: string;
};

/** Languages are buttons of the form, so that a change of language keeps what was typed. */
function languageSwitch(language: FormLanguage, say: Say): Html {
  const buttons = formLanguages.map((code) => {
    const own = attributes({ lang: code, value: code, "aria-current": code === language ? "true" : undefined });
    return html`<button type="submit" name="showIn"${own}>${say(`aftersales-form.language.own-name.${code}`)}</button>`;
  });
  return html`<div class="languages" role="group" aria-label="${say("aftersales-form.languages")}">${buttons}</div>`;
}

function problemSummary({ say, problems }: Drawing): Html {
  const items = problems.map(({ control, text }) =>
    control ? html`<li><a href="#${control}">${text}</a></li>` : html`<li>${text}</li>`,
  );
  return html`<div class="problems" role="alert" tabindex="-1" autofocus aria-labelledby="problems-title">
<h2 id="problems-title">${say("aftersales-form.problems.title", { count: problems.length })}</h2>
<ul>${items}</ul>
<p>${say("aftersales-form.problems.kept")}</p>
</div>
`;
}

function zoneName({ zone, language, now }: Drawing): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(
    Date.parse(now),
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

function sectionOnPage({ name, hint, fields }: FormSection, on: Drawing): Html {
  return html`<fieldset class="${name}">
<legend><h2>${on.say(`aftersales-form.section.${name}`)}</h2></legend>
${hint && html`<p class="about">${on.say(hint, { zone: zoneName(on) })}</p>`}
<div class="fields">
${fields.map((field) => fieldOnPage(field, on))}</div>
</fieldset>
`;
}

/** Eight boxes that nobody has ticked for the customer (AL-24). */
function consentsOnPage({ say, typed }: Drawing): Html {
  const boxes = consentPurposes.map((purpose) => {
    const name = `consents.${purpose}`;
    const own = attributes({ id: name, name, checked: typed[name] === "yes" });
    return html`<div class="box"><input type="checkbox" value="yes"${own}><label for="${name}">${say(`aftersales-form.consent.${purpose}`)}</label></div>
`;
  });
  return html`<fieldset class="consents">
<legend><h2>${say("aftersales-form.section.consents")}</h2></legend>
<p class="about">${say("aftersales-form.section.consents.hint")}</p>
${boxes}</fieldset>
`;
}

/** A field that people cannot see and machines like to fill in. */
const honeypot = (say: Say): Html => html`<div class="aside" aria-hidden="true">
<label for="website">${say("aftersales-form.website")}</label>
<input type="text" id="website" name="website" value="" tabindex="-1" autocomplete="off">
</div>
`;

/** Enter in a field presses the first button of the form: this one sends, the language buttons after it do not. */
const sendOnEnter = (say: Say): Html =>
  html`<button type="submit" class="aside" tabindex="-1" aria-hidden="true">${say("aftersales-form.send")}</button>`;

const hidden = (of: Readonly<Record<string, string | undefined>>): Html[] =>
  Object.entries(of)
    .filter(([, value]) => value)
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** Where the form is posted: the address that shows it again in this language, also where the post could not be read. */
const ownAddress = (key: string, language: FormLanguage): string =>
  `/forms/aftersales?${new URLSearchParams({ key, lang: language })}`;

/** The form: empty, or with what was typed and what is wrong with it. */
export function formPage(input: FormPage): string {
  const { language, market, values, dealers, now } = input;
  const say = sayIn(language);
  const example = phoneExample(market.country);
  const problems = shownProblems(language, values, input.problems, example);
  const on: Drawing = {
    say,
    language,
    typed: values,
    problems,
    dealers,
    zone: market.zone,
    phoneExample: example,
    now,
  };
  const title = say("aftersales-form.title");
  const isWrong = problems.length > 0;
  const body = html`<form method="post" action="${ownAddress(input.key, language)}" novalidate>
${sendOnEnter(say)}${hidden({ key: input.key, token: input.token, lang: language, campaign: values.campaign })}
<header>
<p class="market">${market.name}</p>
${languageSwitch(language, say)}
<h1>${title}</h1>
<p class="lead">${say("aftersales-form.intro")}</p>
<p class="about">${say("aftersales-form.optional-note")}</p>
</header>
<main>
${isWrong && problemSummary(on)}${formSections(language).map((section) => sectionOnPage(section, on))}${consentsOnPage(on)}${honeypot(say)}<div class="end">
<button type="submit" class="send">${say("aftersales-form.send")}</button>
<p class="about">${say("aftersales-form.privacy")}</p>
</div>
</main>
</form>
`;
  return page(language, isWrong ? say("aftersales-form.problems.page-title", { title }) : title, body);
}
