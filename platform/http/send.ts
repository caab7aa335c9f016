import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Language } from "./languages.ts";
import type { Problem } from "./problem.ts";
import { pagePolicy, problemPage } from "./problem-page.ts";
import type { Answer } from "./route.ts";

/** Sends what a route answers; nobody on the way keeps it. */
export function send(reply: FastifyReply, { status, body, text, version, headers, stream }: Answer): FastifyReply {
  reply
    .status(status)
    .header("cache-control", "no-store")
    .headers(headers ?? {});
  if (version !== undefined) reply.header("etag", `"${version}"`);
  if (text === undefined) return reply.send(stream ?? body);
  return reply.type("application/json; charset=utf-8").send(text);
}

/** What a GET answers, without its body: a stream is let go before anything of it is read. */
export function sendHead(reply: FastifyReply, { stream, ...answer }: Answer): FastifyReply {
  if (!stream) return send(reply, answer);
  stream.destroy();
  return send(reply, { ...answer, stream: Readable.from([]) });
}

/** Tells a person what went wrong, as a page; `said` are its words where there are better ones than for all of its status. */
export function sendPage(reply: FastifyReply, problem: Problem, language: Language, said?: string): FastifyReply {
  return reply
    .status(problem.status)
    .headers(problem.headers)
    .header("cache-control", "no-store")
    .header("content-language", language)
    .header("content-security-policy", pagePolicy)
    .type("text/html; charset=utf-8")
    .send(problemPage(problem, language, said));
}
