import { html } from "./html.ts";
import { isLanguage, type Language } from "./languages.ts";
import type { Problem } from "./problem.ts";
import { en } from "./words/en.ts";
import { ja } from "./words/ja.ts";
import type { PageWords } from "./words/page-words.ts";
import { ru } from "./words/ru.ts";
import { zh } from "./words/zh.ts";

const words: Readonly<Record<Language, PageWords>> = { en, ja, zh, ru };
type Kind = Exclude<keyof PageWords, "start" | "again">;
const kinds: Readonly<Record<number, Kind>> = {
  400: "unreadable",
  404: "notFound",
  408: "unreadable",
  413: "tooLarge",
  414: "unreadable",
  415: "unreadable",
  422: "unreadable",
  429: "tooMany",
  500: "failed",
  503: "away",
};

/** The page's own rules: its style sheet stands in it, and it loads nothing. */
export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const isJson = (range: string): boolean => /^application\/(?:[\w.+-]+\+)?json$/.test(range);
/** Whether a client accepts JSON and nothing else; one that names nothing accepts everything. */
export function acceptsJsonAlone(accept: string | undefined): boolean {
  const ranges = (accept ?? "").split(",").flatMap((part) => {
    const [range = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    return range === "" || parameters.some((text) => /^q=0(?:\.0*)?$/.test(text)) ? [] : [range];
  });
  return ranges.length > 0 && ranges.every(isJson);
}

type Asked = { readonly url: string; readonly headers: { readonly accept?: string | undefined } };
/** Whether a refusal is told to a person as a page: everywhere outside of /api, unless JSON alone is accepted. */
export const isForPerson = ({ url, headers }: Asked): boolean =>
  !/^\/api(?:[/?]|$)/.test(url) && !acceptsJsonAlone(headers.accept);

/** The language that the address names, as the forms' own addresses do. */
export function languageInAddress(url: string): Language | undefined {
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  const asked = query.get("lang") ?? query.get("language") ?? "";
  return isLanguage(asked) ? asked : undefined;
}

/** What went wrong and what to do, with a way back; it repeats nothing that anybody sent. */
export function problemPage({ status }: Problem, language: Language, said?: string): string {
  const its = words[language];
  const kind = kinds[status] ?? "refused";
  const { title, text } = its[kind];
  const back = kind === "notFound" ? html`<a href="/">${its.start}</a>` : html`<a href="">${its.again}</a>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.4rem;line-height:1.3}a{display:inline-block;min-height:44px;line-height:44px}
a:focus-visible{outline:3px solid;outline-offset:2px}</style>
</head>
<body><main><h1>${title}</h1><p>${said ?? text}</p><p>${back}</p></main></body>
</html>
`.markup;
}
