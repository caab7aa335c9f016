import { randomUUID } from "node:crypto";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { awayReason } from "#platform/db/away.ts";
import { BadQuery } from "#platform/lists/index.ts";
import { type Asker, askerOf, mustBeOpen, nobody } from "./asker.ts";
import { awayProblem, isForPage, sendAwayPage } from "./away-page.ts";
import { type Language, languageOf } from "./languages.ts";
import { invalid, notFound, Problem, problemBody } from "./problem.ts";
import { problemWords } from "./problem-words.ts";
import type { Answer, Call, Opening, Policy, Route } from "./route.ts";

export const apiRoot = "/api/v1";

/** A Fastify server with the house's rules: problems for every error, safe headers, nothing cached, slow clients cut. */
export async function plainServer(opening: Opening, proxies: readonly string[] = []): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // A proxy that is named says who really asks; anybody else's word for it does not count.
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    frameworkErrors: (error, request, reply) =>
      sendProblem(reply as FastifyReply, request as FastifyRequest, asProblem(error), opening),
  });
  app.server.headersTimeout = 10_000;
  app.removeContentTypeParser("text/plain"); // a body is JSON or refused
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    // A move that asks nothing may come with the header and without a body.
    if (body === "") done(null, {});
    else parse(request, body as string, done);
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        styleSrcElem: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: { maxAge: 31_536_000 },
  });
  app.addHook("onRequest", async (request, reply) => {
    if (opening.isDemo && !isThisMachine(request.headers.host)) {
      throw new Problem(421, "foreign-host", "The demo answers to this machine's own names only.");
    }
    if (opening.open || request.url.startsWith(`${apiRoot}/health`)) return;
    reply.header("retry-after", "2");
    if (opening.page && request.headers.accept?.includes("text/html")) {
      return reply.status(503).type("text/html; charset=utf-8").send(opening.page(opening.stage));
    }
    throw new Problem(503, "starting", `Marque is starting: ${opening.stage}.`);
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status === 500) console.error(`unforeseen, trace ${request.id}:`, error);
    if (problem.status === 503 && isForPage(request)) return sendAwayPage(reply, request, problem, opening);
    return sendProblem(reply, request, problem, opening);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, request, notFound(), opening));
  return app;
}

/** A page elsewhere whose name was pointed at this machine must not reach the one-tap sign-in. */
const isThisMachine = (host: string | undefined): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? "");

/** Adds the declared routes below /api/v1. */
export function addRoutes(app: FastifyInstance, opening: Opening, routes: readonly Route[]): void {
  for (const route of routes) {
    const url = apiRoot + route.path.replace(/\{(\w+)\}/g, ":$1");
    app.route({
      method: route.method,
      url,
      // judged before the body is read: whoever may not come in is not told what is wrong with what they sent
      onRequest: async (request) => {
        policies.set(request, route.policy);
        askers.set(request, await askerOf(route, opening, request));
      },
      handler: async (request, reply) => send(reply, await route.handle(callOf(opening, request))),
    });
  }
}

const askers = new WeakMap<FastifyRequest, Asker>();
const policies = new WeakMap<FastifyRequest, Policy>();
/** The reader's language, by header or by what the person behind the request speaks. */
const languageFor = (request: FastifyRequest): Language =>
  languageOf(request.headers["accept-language"], askers.get(request)?.found?.identity.user.language);

function callOf(opening: Opening, request: FastifyRequest): Call {
  const { found, formKey } = askers.get(request) ?? nobody;
  return {
    ...mustBeOpen(opening),
    language: languageFor(request),
    params: request.params as Record<string, string>,
    query: singleTexts(request.query as Record<string, unknown>),
    headers: request.headers as Record<string, string | undefined>,
    body: request.body,
    path: request.url.split("?")[0] ?? "",
    address: request.ip,
    person: found?.identity.person ?? null,
    formKey,
    session: found && {
      secret: found.secret,
      account: found.session.account.id,
      tenant: found.session.tenant,
      isBrowser: found.isBrowser,
    },
  };
}

/** A parameter given twice is refused instead of guessed at. */
function singleTexts(query: Record<string, unknown>): Record<string, string> {
  const twice = Object.entries(query).filter(([, value]) => typeof value !== "string");
  if (twice.length > 0)
    throw invalid(twice.map(([field]) => ({ field, code: "given-twice", message: "is given more than once" })));
  return query as Record<string, string>;
}

function send(reply: FastifyReply, { status, body, version, headers, stream }: Answer): FastifyReply {
  reply
    .status(status)
    .header("cache-control", "no-store")
    .headers(headers ?? {});
  if (version !== undefined) reply.header("etag", `"${version}"`);
  return reply.send(stream ?? body);
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem, { open }: Opening): FastifyReply {
  const language = languageFor(request);
  const words = problemWords(problem, policies.get(request), language, open?.labels);
  const body = problemBody(problem, request.id);
  const errors = body.errors?.map((one) => (words && one.code === problem.reason ? { ...one, message: words } : one));
  return reply
    .status(problem.status)
    .headers(problem.headers)
    .header("cache-control", "no-store")
    .header("content-language", words ? language : "en")
    .type("application/problem+json")
    .send(JSON.stringify({ ...body, ...(words && { detail: words }), ...(errors && { errors }) }));
}

const readable: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "not-json",
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
};

/** Every error as a problem; what nobody foresaw is told without details. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BadQuery)
    return invalid([{ field: error.parameter, code: "bad-query", message: error.message }]);
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (statusCode === 429)
    return new Problem(429, "too-many-requests", "Too many requests from this address; wait a minute.");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, readable[code ?? ""] ?? "unreadable", message ?? "");
  if (/^22|^54000/.test(code ?? ""))
    return new Problem(422, "invalid-input", "A value is of a form that cannot be kept.");
  if (code === "23503")
    return new Problem(
      422,
      "reference-unknown",
      "Something that is named here does not exist, or is not yours to see.",
    );
  const away = awayReason(error);
  if (away) return awayProblem(away);
  return new Problem(500, "unforeseen", "Something went wrong here; the trace id finds it in the log.");
}
