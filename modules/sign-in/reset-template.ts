import type { TemplateSource } from "#platform/mail/template.ts";
import { en } from "./words/en.ts";
import { ja } from "./words/ja.ts";
import type { ResetWords } from "./words/reset-words.ts";
import { ru } from "./words/ru.ts";
import { zh } from "./words/zh.ts";

const words: Readonly<Record<string, ResetWords>> = { en, ja, zh, ru };

/** How the mail reads in a language (BCP 47); one without words of its own reads English. */
export function resetTemplate(language: string): TemplateSource {
  const spoken = language.toLowerCase().split("-")[0] ?? "";
  const code = Object.hasOwn(words, spoken) ? spoken : "en";
  const its = words[code] ?? en;
  return { subject: its.subject, body: layout(code, its) };
}

/** No picture and no address but the link's, so that opening the mail tells nobody anything. */
const layout = (language: string, its: ResetWords): string => `<mjml lang="${language}">
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, 'Hiragino Sans', 'Yu Gothic', Meiryo, 'PingFang SC', 'Microsoft YaHei', sans-serif" />
      <mj-text font-size="16px" line-height="1.6" color="#1d2430" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f4f6" width="600px">
    <mj-section background-color="#ffffff" padding="24px 8px">
      <mj-column>
        <mj-text>${its.greeting}</mj-text>
        <mj-text>${its.opening}</mj-text>
        <mj-button href="{{ reset.link }}" background-color="#1f3a5f" border-radius="6px" align="left">${its.button}</mj-button>
        <mj-text>${its.lives}</mj-text>
        <mj-text>${its.unasked}</mj-text>
        <mj-text font-size="14px" color="#5c6370">${its.address}<br/><span style="word-break:break-all">{{ reset.link }}</span></mj-text>
        <mj-text font-size="14px" color="#5c6370">${its.regards}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
