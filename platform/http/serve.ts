import { randomUUID } from "node:crypto";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { awayReason } from "#platform/db/away.ts";
import { BadQuery } from "#platform/lists/index.ts";
import { log } from "#platform/secrets/log.ts";
import { WorkRefused } from "#platform/workers/index.ts";
import { type Asker, askerOf, mustBeOpen, nobody } from "./asker.ts";
import { awayProblem } from "./away-problem.ts";
import { answerBroken, heardOut, watchConnections } from "./broken-requests.ts";
import { type Language, languageOf } from "./languages.ts";
import { invalid, notFound, Problem, problemBody } from "./problem.ts";
import { isForPerson, languageInAddress } from "./problem-page.ts";
import { problemWords } from "./problem-words.ts";
import { refusedWork } from "./refused-work.ts";
import type { Call, Opening, Policy, Route } from "./route.ts";
import { bareHeaders, helmetRules } from "./safe-headers.ts";
import { send, sendHead, sendPage } from "./send.ts";

export const apiRoot = "/api/v1";

/** A Fastify server with the house's rules: problems for every error, safe headers, nothing cached, slow clients cut. */
export async function plainServer(opening: Opening, proxies: readonly string[] = []): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    // A proxy that is named says who really asks; anybody else's word for it does not count.
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    // Told apart from a request without a Host by the hook below, in the form of every refusal.
    http: { requireHostHeader: false },
    clientErrorHandler: (error, socket) => void answerBroken(error, socket),
    frameworkErrors: (error, request, reply) =>
      sendProblem((reply as FastifyReply).headers(bareHeaders), request as FastifyRequest, asProblem(error), opening),
  });
  app.server.headersTimeout = 10_000;
  watchConnections(app.server);
  app.removeContentTypeParser("text/plain"); // a body is JSON or refused
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    // A move that asks nothing may come with the header and without a body.
    if (body === "") done(null, {});
    else parse(request, body as string, done);
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, helmetRules);
  app.addHook("onRequest", async (request, reply) => {
    if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
      throw new Problem(400, "unreadable", "Send the Host that you ask.");
    if (opening.isDemo && !isThisMachine(request.headers.host)) {
      throw new Problem(421, "foreign-host", "The demo answers to this machine's own names only.");
    }
    if (opening.open || request.url.startsWith(`${apiRoot}/health`)) return;
    reply.header("retry-after", "2");
    if (opening.page && isForPerson(request)) {
      return reply.status(503).type("text/html; charset=utf-8").send(opening.page(opening.stage));
    }
    throw new Problem(503, "starting", `Marque is starting: ${opening.stage}.`);
  });
  // Whoever is cut off while sending never reads why.
  app.addHook("onSend", (request, reply, payload, done) => {
    if (reply.statusCode !== 413) done(null, payload);
    else void heardOut(request.raw).then(() => done(null, payload));
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (problem.status === 500) log(`unforeseen, trace ${request.id}:`, error);
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
      handler: async (request, reply) => {
        const answer = await route.handle(callOf(opening, request));
        return request.method === "HEAD" ? sendHead(reply, answer) : send(reply, answer);
      },
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

function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem, { open }: Opening): FastifyReply {
  const language = languageFor(request);
  if (isForPerson(request)) {
    const spoken = languageInAddress(request.url) ?? language;
    const said = problem.status === 503 ? problemWords(problem, undefined, spoken, open?.labels) : undefined;
    return sendPage(reply, problem, spoken, said);
  }
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
  FST_ERR_MAX_PARAM_LENGTH: "address-too-long",
};
/** What the framework says of an address repeats it. */
const ownWords: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: "The address cannot be read.",
  FST_ERR_MAX_PARAM_LENGTH: "A part of the address is longer than anything here is called.",
};

/** Every error as a problem; what nobody foresaw is told without details. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof WorkRefused) return refusedWork(error);
  if (error instanceof BadQuery)
    return invalid([{ field: error.parameter, code: "bad-query", message: error.message }]);
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (statusCode === 429)
    return new Problem(429, "too-many-requests", "Too many requests from this address; wait a minute.");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, readable[code ?? ""] ?? "unreadable", ownWords[code ?? ""] ?? message ?? "");
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
