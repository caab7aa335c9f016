import type { TemplateSource } from "#platform/mail/template.ts";
import type { Audience } from "./letter.ts";
import { en } from "./words/en.ts";
import { ja } from "./words/ja.ts";
import { type FirstKind, firstKinds, type LanguageWords } from "./words/mail-words.ts";
import { ru } from "./words/ru.ts";
import { zh } from "./words/zh.ts";

export const mailLanguages = ["en", "ja", "zh", "ru"] as const;
export type MailLanguage = (typeof mailLanguages)[number];
const words: Readonly<Record<MailLanguage, LanguageWords>> = { en, ja, zh, ru };

/** The language in which a mail is written to somebody who speaks `language` (BCP 47). */
export function mailLanguage(language: string): MailLanguage {
  const spoken = language.toLowerCase().split("-")[0];
  return mailLanguages.find((one) => one === spoken) ?? "en";
}

const fonts: Readonly<Record<MailLanguage, string>> = {
  en: "Helvetica, Arial, sans-serif",
  ja: "'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif",
  zh: "'PingFang SC', 'Microsoft YaHei', sans-serif",
  ru: "Helvetica, Arial, sans-serif",
};

/** The template of a kind before headquarters writes its own; undefined for kinds that came later. */
export function firstTemplate(kind: string, audience: Audience, language: MailLanguage): TemplateSource | undefined {
  const known = firstKinds.find((one) => one === kind);
  if (known === undefined) return undefined;
  const { subject } = words[language].mails[audience][known];
  return { subject, body: layout(language, audience, known) };
}

const fact = (caption: string, value: string): string =>
  `<tr><td style="padding:4px 16px 4px 0;color:#5c6370;white-space:nowrap;vertical-align:top">${caption}</td><td style="padding:4px 0">${value}</td></tr>`;
const given = (value: string, markup: string): string => `{% if ${value} %}${markup}{% endif %}`;

/** What stands in the middle of every mail. */
function facts(its: LanguageWords, audience: Audience): string {
  const car = `{{ car.model }}${given("car.plate", " ({{ car.plate }})")}`;
  return [
    fact(its.when, "<b>{{ appointment.when }}</b>"),
    audience === "dealer" ? fact(its.customer, "{{ customer.name }}") : "",
    given("appointment.work", fact(its.work, "{{ appointment.work }}")),
    given("car.model", fact(its.car, car)),
    given("appointment.notes", fact(its.notes, "{{ appointment.notes }}")),
  ].join("\n          ");
}

/** One quiet page for all mails: a greeting, what happened, the facts, one button, and who writes. */
function layout(language: MailLanguage, audience: Audience, kind: FirstKind): string {
  const its = words[language];
  const { opening, closing } = its.mails[audience][kind];
  const isChangeable = audience === "customer" && kind !== "appointment-cancelled";
  const ending = isChangeable ? `{% if appointment.link %}${closing}{% else %}${its.call}{% endif %}` : closing;
  const insisted = audience === "dealer" ? given("appointment.insisted", `<br/><br/><b>${its.insisted}</b>`) : "";
  const button =
    kind === "appointment-cancelled" && audience === "customer"
      ? ""
      : `
        <mj-raw>{% if appointment.link %}</mj-raw>
        <mj-button href="{{ appointment.link }}" background-color="#1f3a5f" border-radius="6px" align="left">${its.button[audience]}</mj-button>
        <mj-raw>{% endif %}</mj-raw>`;
  return `<mjml lang="${language}">
  <mj-head>
    <mj-attributes>
      <mj-all font-family="${fonts[language]}" />
      <mj-text font-size="16px" line-height="1.6" color="#1d2430" />
      <mj-table font-size="16px" line-height="1.6" color="#1d2430" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f4f6" width="600px">
    <mj-section background-color="#ffffff" padding="24px 8px">
      <mj-column>
        <mj-text font-size="14px" color="#5c6370">{{ dealer.name }}</mj-text>
        <mj-text>${its.greeting[audience]}</mj-text>
        <mj-text>${opening}${insisted}</mj-text>
        <mj-table>
          ${facts(its, audience)}
        </mj-table>
        <mj-text>${ending}</mj-text>${button}
        <mj-text font-size="14px" color="#5c6370">${its.regards[audience]}<br/>{{ dealer.name }}${given("dealer.address", "<br/>{{ dealer.address }}")}${given("dealer.phone", `<br/>${its.phone} {{ dealer.phone }}`)}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
}
