import { randomUUID } from "node:crypto";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import {
  type Identity,
  identityOf,
  openDoor,
  type ProfilesOf,
  type Session,
  sessionOf,
} from "#platform/accounts/index.ts";
import type { Database } from "#platform/db/database.ts";
import { BadQuery, type Known } from "#platform/lists/index.ts";
import { invalid, notAllowed, notFound, Problem, problemBody, signInFirst } from "./problem.ts";
import type { Answer, Call, Route } from "./route.ts";

export const cookieName = "marque";
export const apiRoot = "/api/v1";

/** What the routes stand on once the house is open. */
export type Open = { db: Database; known: Known; profilesOf: ProfilesOf };
/** The house while it opens: `stage` is told to whoever asks too early. */
export type Opening = { stage: string; open?: Open; page?: (stage: string) => string; isDemo?: boolean };

/** A Fastify server with the house's rules: problems for every error, safe headers, nothing cached, slow clients cut. */
export async function plainServer(opening: Opening): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // A proxy beside us says who really asks; anybody else's word for it does not count.
    trustProxy: ["loopback", "linklocal", "uniquelocal"],
    frameworkErrors: (error, request, reply) =>
      sendProblem(reply as FastifyReply, request as FastifyRequest, asProblem(error)),
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
    return sendProblem(reply, request, problem);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, request, notFound()));
  return app;
}

/** A page elsewhere whose name was pointed at this machine must not reach the one-tap sign-in. */
const isThisMachine = (host: string | undefined): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? "");

/** Adds the declared routes below /api/v1. */
export function addRoutes(app: FastifyInstance, opening: Opening, routes: readonly Route[]): void {
  for (const route of routes) {
    const url = apiRoot + route.path.replace(/\{(\w+)\}/g, ":$1");
    app.route({ method: route.method, url, handler: (request, reply) => answer(route, opening, request, reply) });
  }
}

async function answer(
  route: Route,
  opening: Opening,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!opening.open) throw new Problem(503, "starting", `Marque is starting: ${opening.stage}.`);
  const call = await callOf(route, opening.open, request);
  return send(reply, await route.handle(call));
}

async function callOf(route: Route, open: Open, request: FastifyRequest): Promise<Call> {
  const found = "open" in route.policy || "formKey" in route.policy ? null : await whoAsks(open, request);
  const needsProfile = !("signedIn" in route.policy);
  if (found && needsProfile && !found.identity.person) {
    throw new Problem(403, "profile-missing", "Choose a profile first.");
  }
  const person = found?.identity.person ?? null;
  if ("roles" in route.policy && !(person && route.policy.roles.includes(person.role))) throw notAllowed();
  return {
    ...open,
    params: request.params as Record<string, string>,
    query: singleTexts(request.query as Record<string, unknown>),
    headers: request.headers as Record<string, string | undefined>,
    body: request.body,
    path: request.url.split("?")[0] ?? "",
    address: request.ip,
    person,
    session: found && { secret: found.secret, account: found.session.account.id, isBrowser: found.isBrowser },
  };
}

/** A parameter given twice is refused instead of guessed at. */
function singleTexts(query: Record<string, unknown>): Record<string, string> {
  const twice = Object.entries(query).filter(([, value]) => typeof value !== "string");
  if (twice.length > 0)
    throw invalid(twice.map(([field]) => ({ field, code: "given-twice", message: "is given more than once" })));
  return query as Record<string, string>;
}

type Found = { session: Session; identity: Identity; secret: string; isBrowser: boolean };

/** Who stands behind a request, by bearer token or cookie; a cookie counts only for requests from our own pages. */
export async function whoAsks(
  open: Open,
  request: Pick<FastifyRequest, "headers" | "cookies" | "method">,
): Promise<Found> {
  const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const secret = bearer ?? (request.headers.authorization ? undefined : request.cookies[cookieName]);
  if (!secret) throw signInFirst();
  if (!bearer) refuseForeignPages(request);
  const session = await sessionOf(openDoor(open.db.pool), secret);
  const identity = session && (await identityOf(open.db, session, open.profilesOf));
  if (!session || !identity) throw signInFirst();
  return { session, identity, secret, isBrowser: !bearer };
}

/** A change that another site's page sends with our cookie is refused (cross-site request forgery). */
export function refuseForeignPages(request: Pick<FastifyRequest, "headers" | "method">): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const isForeign =
    site !== undefined
      ? site !== "same-origin" && site !== "none"
      : origin !== undefined && hostOf(origin) !== request.headers.host;
  if (isForeign) throw new Problem(403, "foreign-page", "This request comes from another site's page.");
}
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

function send(reply: FastifyReply, { status, body, version, headers, stream }: Answer): FastifyReply {
  reply
    .status(status)
    .header("cache-control", "no-store")
    .headers(headers ?? {});
  if (version !== undefined) reply.header("etag", `"${version}"`);
  return reply.send(stream ?? body);
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .headers(problem.headers)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problemBody(problem, request.id)));
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
  if (/^(57P|08|53)|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE/.test(code ?? "")) {
    return new Problem(503, "database-away", "The database does not answer; try again in a moment.", {
      headers: { "retry-after": "2" },
    });
  }
  return new Problem(500, "unforeseen", "Something went wrong here; the trace id finds it in the log.");
}
