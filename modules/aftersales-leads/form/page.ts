import { type Html, html } from "#platform/http/html.ts";
import type { FormLanguage } from "./words.ts";

/** The sales company whose form it is: the name on the page, the IANA zone its wishes are told in, its country (ISO 3166). */
export type Market = { readonly name: string; readonly zone: string; readonly country: string };

/** The whole of a page. It loads one style sheet and no script. */
export function page(language: FormLanguage, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/forms/aftersales.css">
</head>
<body>
${body}</body>
</html>
`.markup;
}
