import type { Language } from "#platform/http/languages.ts";
import type { TemplateSource } from "#platform/mail/template.ts";

const captioned = (caption: string, value: string): string =>
  `<tr><td style="padding:2px 16px 2px 0;color:#5c6370">${caption}</td><td style="padding:2px 0;white-space:nowrap">${value}</td></tr>`;

/** How the mail reads; its words are values as well, so that one layout serves every language. */
export const weeklyTemplate = (language: Language): TemplateSource => ({
  subject: "{{ subject }}",
  body: `<mjml lang="${language}">
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, 'Hiragino Sans', 'Yu Gothic', Meiryo, 'PingFang SC', 'Microsoft YaHei', sans-serif" />
      <mj-text font-size="16px" line-height="1.6" color="#1d2430" />
      <mj-table font-size="16px" line-height="1.6" color="#1d2430" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f4f6" width="600px">
    <mj-section background-color="#ffffff" padding="24px 8px">
      <mj-column>
        <mj-text>{{ greeting }}</mj-text>
        <mj-text>{{ opening }}</mj-text>
        ${[0, 1, 2].map(level).join("\n        ")}
        <mj-button href="{{ link }}" background-color="#1f3a5f" border-radius="6px" align="left">{{ button }}</mj-button>
        <mj-text font-size="14px" color="#5c6370">{{ ending }}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
});

/** One service level: last week and sixty days, each with what it is made of, and what closes the gap. */
function level(nth: number): string {
  const rate = `rates[${nth}]`;
  return `<mj-text padding-bottom="0"><b>{{ ${rate}.name }}</b> · {{ ${rate}.target }}</mj-text>
        <mj-table padding-top="0" padding-bottom="0">
          ${captioned("{{ week }}", `{{ ${rate}.week }}`)}
          ${captioned("{{ days }}", `<b>{{ ${rate}.days }}</b>`)}
        </mj-table>
        <mj-text padding-top="0">{{ ${rate}.gap }}</mj-text>`;
}
