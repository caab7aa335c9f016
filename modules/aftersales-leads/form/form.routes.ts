import { createHash } from "node:crypto";
import fastifyFormBody from "@fastify/formbody";
import fastifyRateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asSystem } from "#platform/access/index.ts";
import { type FormKey, formKeyOf, openDoor } from "#platform/accounts/index.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { Problem } from "#platform/http/problem.ts";
import type { Call, Open, Opening } from "#platform/http/route.ts";
import type { Foundations } from "../foundations.ts";
import { takeIn } from "../take-in.ts";
import {
  closedPage,
  consentWording,
  type FormDealer,
  type FormProblem,
  formContentSecurityPolicy,
  formLanguage,
  formPage,
  formStyles,
  formToken,
  type Market,
  type Purpose,
  readForm,
  renewedToken,
  spamReason,
  type Typed,
  thanksPage,
  typedIn,
} from "./index.ts";

export type FormChoice = { secret: string; defaultKey: string | null };
type Visit = {
  open: Open;
  key: string;
  formKey: FormKey;
  market: Market;
  dealers: FormDealer[];
  typed: Typed;
  language: ReturnType<typeof formLanguage>;
};

/** The public form: works without a script, keeps what was typed, and takes 60 posts a minute from one address. */
export async function addForm(
  app: FastifyInstance,
  opening: Opening,
  foundations: Foundations,
  choice: FormChoice,
): Promise<void> {
  await app.register(async (form) => {
    await form.register(fastifyFormBody);
    await form.register(fastifyRateLimit, { global: false });
    form.get("/forms/aftersales.css", (_request, reply) =>
      reply.type("text/css").header("cache-control", "public, max-age=3600").send(formStyles),
    );
    form.get("/forms/aftersales", (request, reply) => show(opening, choice, request, reply));
    form.setErrorHandler((error, request, reply) => excuse(error, opening, choice, request, reply));
    // counted after the body was read, so that what was typed can be shown again
    const limited = { config: { rateLimit: { max: 60, timeWindow: "1 minute", hook: "preHandler" as const } } };
    form.post("/forms/aftersales", limited, (request, reply) => post(opening, foundations, choice, request, reply));
  });
}

const sendPage = (reply: FastifyReply, markup: string, status = 200): FastifyReply =>
  reply
    .status(status)
    .type("text/html; charset=utf-8")
    .header("content-security-policy", formContentSecurityPolicy)
    .header("cache-control", "no-store")
    .send(markup);

async function visitOf(opening: Opening, choice: FormChoice, request: FastifyRequest): Promise<Visit | undefined> {
  const open = opening.open;
  const query = typedIn(request.query);
  const typed = typedIn(request.body);
  const key = typed.key ?? query.key ?? choice.defaultKey ?? "";
  const formKey = open && (await formKeyOf(openDoor(open.db.pool), key));
  if (!open || !formKey) return undefined;
  const found = await open.db.as(asSystem(formKey.tenant, "the dealers a public form offers"), (tx) =>
    tx.query<FormDealer & { zone: string }>({ text: "select code, name, zone from dealer order by name", values: [] }),
  );
  const zone = found.find(({ code }) => code === formKey.tenant.defaultDealer)?.zone ?? "UTC";
  const asked = typed.showIn ?? typed.lang ?? query.lang;
  const language = formLanguage(
    asked,
    request.headers["accept-language"],
    formKey.tenant.country === "JP" ? "ja" : "en",
  );
  const given = Object.fromEntries(
    ["campaign", "vin", "dealer"].flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  return {
    open,
    key,
    formKey,
    market: { name: formKey.tenant.name, zone },
    dealers: found,
    typed: { ...given, ...typed },
    language,
  };
}

const draw = (
  { language, market, typed, dealers, key }: Visit,
  token: string,
  problems: readonly FormProblem[],
): string => formPage({ language, market, values: typed, problems, dealers, now: now(), token, key });

async function show(
  opening: Opening,
  choice: FormChoice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = await visitOf(opening, choice, request);
  if (!visit)
    return sendPage(
      reply,
      closedPage(formLanguage(typedIn(request.query).lang, request.headers["accept-language"], "en")),
      404,
    );
  return sendPage(reply, draw(visit, formToken(machineMs(), { nonce: newSecret(), secret: choice.secret }), []));
}

async function post(
  opening: Opening,
  foundations: Foundations,
  choice: FormChoice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = await visitOf(opening, choice, request);
  if (!visit)
    return sendPage(
      reply,
      closedPage(formLanguage(typedIn(request.body).lang, request.headers["accept-language"], "en")),
      404,
    );
  const { typed } = visit;
  const again = (problems: readonly FormProblem[], status: number): FastifyReply =>
    sendPage(
      reply,
      draw(visit, renewedToken(typed.token, machineMs(), { nonce: newSecret(), secret: choice.secret }), problems),
      status,
    );
  if (typed.showIn !== undefined) return again([], 200);
  const spam = spamReason(typed, machineMs(), choice.secret);
  if (spam) return again([{ code: spam }], 422);
  try {
    const { body } = await takeIn(foundations, callOf(visit, request), (purpose) =>
      consentWording(visit.language, purpose as Purpose),
    );
    const { id, dealer } = body as { id: string; dealer: string };
    const name = visit.dealers.find(({ code }) => code === dealer)?.name ?? dealer;
    return sendPage(
      reply,
      thanksPage({ language: visit.language, market: visit.market, dealer: name, id, key: visit.key }),
    );
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return again(error.errors ?? [{ code: error.reason }], 422);
    throw error;
  }
}

/** Too many at once is told on the form itself, with all that was typed; other failures are answered as everywhere. */
async function excuse(
  error: unknown,
  opening: Opening,
  choice: FormChoice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isTooMany = error instanceof Error && "statusCode" in error && error.statusCode === 429;
  const visit = isTooMany ? await visitOf(opening, choice, request) : undefined;
  if (!visit) throw error;
  const token = renewedToken(visit.typed.token, machineMs(), { nonce: newSecret(), secret: choice.secret });
  return sendPage(reply, draw(visit, token, [{ code: "too-many-requests" }]), 429);
}

/** The posted form as a call of the intake; its token is the key that makes a second click the same act. */
const callOf = ({ open, formKey, typed, market, language }: Visit, request: FastifyRequest): Call => ({
  ...open,
  language,
  params: {},
  query: {},
  headers: {
    "idempotency-key": createHash("sha256")
      .update(typed.token ?? "")
      .digest("hex"),
  },
  body: { language, ...readForm(typed, market.zone) },
  path: "/forms/aftersales",
  address: request.ip,
  person: null,
  formKey,
  session: null,
});
