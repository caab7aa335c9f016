import type { FastifyReply, FastifyRequest } from "fastify";
import { type AwayReason, retryAfterSeconds } from "#platform/db/away.ts";
import { attributes, html } from "./html.ts";
import { isLanguage, type Language, languageOf } from "./languages.ts";
import { Problem } from "./problem.ts";
import { problemWords } from "./problem-words.ts";
import type { Opening } from "./route.ts";

const details: Readonly<Record<AwayReason, string>> = {
  "database-away": "The database does not answer; try again in a moment.",
  busy: "Too much is asked at this moment, or another change holds this back; try again in a moment.",
  "no-space":
    "No space left on the disk: nothing can be saved until there is room again; reading goes on where it can.",
};

/** 503 with Retry-After: what was asked may be asked again. */
export const awayProblem = (reason: AwayReason): Problem =>
  new Problem(503, reason, details[reason], { headers: { "retry-after": String(retryAfterSeconds[reason]) } });

/** Whether a person looks at what is answered: everything outside the API is a page, unless JSON alone is asked for. */
export const isForPage = ({ url, headers: { accept } }: FastifyRequest): boolean =>
  !url.startsWith("/api/") && (accept === undefined || /text\/html|\*\/\*/.test(accept));

function languageFor({ query, headers }: FastifyRequest): Language {
  const asked = Object.entries(query ?? {}).find(([name]) => name === "lang" || name === "language")?.[1];
  return typeof asked === "string" && isLanguage(asked) ? asked : languageOf(headers["accept-language"]);
}

/** The same for a person: a page that says what is wrong; a form that was sent is still there one step back. */
export function sendAwayPage(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: Problem,
  { open }: Opening,
): FastifyReply {
  const language = languageFor(request);
  const said = (key: string, otherwise: string): string => open?.labels?.(language, key) ?? otherwise;
  const words = problemWords(problem, undefined, language, open?.labels) ?? problem.message;
  const back = request.method === "POST" ? said("problem.go-back", "Go back to find what you typed.") : "";
  return reply
    .status(problem.status)
    .headers(problem.headers)
    .header("cache-control", "no-store")
    .header("content-language", language)
    .type("text/html; charset=utf-8")
    .send(
      html`<!doctype html>
<html${attributes({ lang: language })}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Marque</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}h1{font-size:20px}</style></head>
<body><main><h1>${said("problem.broken", "This page does not work right now")}</h1><p>${words}</p>${back && html`<p>${back}</p>`}</main></body>
</html>
`.markup,
    );
}
