import { html } from "#platform/http/html.ts";
import { type Market, page } from "./page.ts";
import { type FormLanguage, sayIn } from "./words.ts";

export type ThanksPage = {
  readonly language: FormLanguage;
  readonly market: Market;
  /** The name of the dealer that the lead was given. */
  readonly dealer: string;
  readonly id: string;
  readonly key: string;
};

/** What a customer sees after the form was taken: who takes care of it, and what happens next. */
export function thanksPage({ language, market, dealer, id, key }: ThanksPage): string {
  const say = sayIn(language);
  const title = say("aftersales-form.thanks.title");
  const steps = ["read", "contact", "agree"].map(
    (step) => html`<li>${say(`aftersales-form.thanks.step.${step}`)}</li>`,
  );
  const again = `/forms/aftersales?${new URLSearchParams({ lang: language, key })}`;
  const body = html`<main class="thanks">
<p class="market">${market.name}</p>
<h1>${title}</h1>
<p class="lead">${say("aftersales-form.thanks.dealer", { dealer })}</p>
<h2>${say("aftersales-form.thanks.next")}</h2>
<ol>${steps}</ol>
<p class="about">${say("aftersales-form.thanks.number", { id })}</p>
<p><a href="${again}">${say("aftersales-form.thanks.again")}</a></p>
</main>
`;
  return page(language, title, body);
}

/** What stands at an address whose form key nobody knows. */
export function closedPage(language: FormLanguage): string {
  const say = sayIn(language);
  const title = say("aftersales-form.closed.title");
  return page(
    language,
    title,
    html`<main class="thanks">
<h1>${title}</h1>
<p class="lead">${say("aftersales-form.closed.text")}</p>
</main>
`,
  );
}
