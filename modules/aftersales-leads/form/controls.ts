import { Temporal } from "temporal-polyfill";
import { attributes, type Html, html } from "#platform/http/html.ts";
import type { Instant } from "#platform/record/index.ts";
import type { FormField } from "./fields.ts";
import type { ShownProblem } from "./problems.ts";
import type { Typed } from "./read-form.ts";
import { type FormLanguage, formLanguages, type Say } from "./words.ts";

export type FormDealer = { readonly code: string; readonly name: string };
/** What every control needs to draw itself. `zone` and the example of a phone are the market's, `now` is the moment of Marque's clock. */
export type Drawing = {
  readonly say: Say;
  readonly language: FormLanguage;
  readonly typed: Typed;
  readonly problems: readonly ShownProblem[];
  readonly dealers: readonly FormDealer[];
  readonly zone: string;
  readonly phoneExample: string;
  readonly now: Instant;
};

/** The next full hour in the market: no wish can lie before it. */
const nextHour = ({ now, zone }: Drawing): string =>
  Temporal.Instant.from(now)
    .toZonedDateTimeISO(zone)
    .add({ hours: 1 })
    .toPlainDateTime()
    .toString()
    .slice(0, 13)
    .concat(":00");

const problemOf = ({ problems }: Drawing, name: string): ShownProblem | undefined =>
  problems.find(({ control }) => control === name);

function described({ name, hint }: FormField, on: Drawing): string {
  return [hint && `${name}-hint`, problemOf(on, name) && `${name}-problem`].filter(Boolean).join(" ");
}

const shared = (field: FormField, on: Drawing): Html =>
  attributes({
    id: field.name,
    name: field.name,
    autocomplete: field.complete,
    "aria-describedby": described(field, on),
    "aria-invalid": problemOf(on, field.name) ? "true" : undefined,
  });

function line(field: FormField, on: Drawing): Html {
  const own = {
    type: field.type ?? "text",
    value: on.typed[field.name],
    inputmode: field.keyboard,
    maxlength: field.maxLength,
    autocapitalize: field.isCode ? "characters" : undefined,
    spellcheck: field.isCode ? "false" : undefined,
    autocorrect: field.isCode ? "off" : undefined,
  };
  return html`<input${shared(field, on)}${attributes(own)}>`;
}

const moment = (field: FormField, on: Drawing): Html =>
  html`<input${shared(field, on)}${attributes({ type: "datetime-local", min: nextHour(on), step: 900, value: on.typed[field.name] })}>`;

/** A line break right after the opening tag is not part of the text, so that a typed one is kept. */
const lines = (field: FormField, on: Drawing): Html =>
  html`<textarea${shared(field, on)}${attributes({ rows: 3, maxlength: field.maxLength })}>\n${on.typed[field.name]}</textarea>`;

type Option = { readonly code: string; readonly name: string; readonly language?: string };

function choice(field: FormField, on: Drawing, options: readonly Option[], chosen: string): Html {
  const drawn = options.map(
    ({ code, name, language }) =>
      html`<option${attributes({ lang: language, selected: code === chosen })} value="${code}">${name}</option>`,
  );
  return html`<select${shared(field, on)}>${drawn}</select>`;
}

function dealer(field: FormField, on: Drawing): Html {
  const any = { code: "", name: on.say("aftersales-form.field.dealer.any") };
  return choice(field, on, [any, ...on.dealers], on.typed.dealer ?? "");
}

/** The language to speak follows the language of the page until another one was chosen; `lang` is the page it was sent from. */
function language(field: FormField, on: Drawing): Html {
  const { language: wished, lang } = on.typed;
  const options = formLanguages.map((code) => ({
    code,
    name: on.say(`aftersales-form.language.own-name.${code}`),
    language: code,
  }));
  return choice(field, on, options, wished === undefined || wished === lang ? on.language : wished);
}

const drawControl: Readonly<Record<FormField["kind"], (field: FormField, on: Drawing) => Html>> = {
  line,
  lines,
  moment,
  dealer,
  language,
};

/** A control with its caption, its hint and what is wrong with it. */
export function fieldOnPage(field: FormField, on: Drawing): Html {
  const problem = problemOf(on, field.name);
  return html`<div class="field${field.isWide && " wide"}${problem && " wrong"}">
<label for="${field.name}">${on.say(field.caption)}</label>
${field.hint && html`<p class="hint" id="${field.name}-hint">${on.say(field.hint, { phone: on.phoneExample })}</p>`}
${problem && html`<p class="problem" id="${field.name}-problem">${problem.text}</p>`}
${drawControl[field.kind](field, on)}
</div>
`;
}
