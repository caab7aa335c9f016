import { createHash } from "node:crypto";
import fastifyFormBody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asSystem } from "#platform/access/index.ts";
import {
  type FormKey,
  formKeyOf,
  isGoodFor,
  minuteLimit,
  networkOf,
  openDoor,
  type RateLimit,
} from "#platform/accounts/index.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { Problem } from "#platform/http/problem.ts";
import type { Call, Open, Opening } from "#platform/http/route.ts";
import type { Foundations } from "../foundations.ts";
import { takeIn } from "../take-in.ts";
import {
  askedAgain,
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
  type Seal,
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

/** How many posts a minute one address may send, and how many wishes a minute may come by one key. */
const most = { ofAddress: 60, ofKey: 600 };
type Form = { opening: Opening; foundations: Foundations; choice: FormChoice; ofAddress: RateLimit; ofKey: RateLimit };

/** The public form: works without a script, keeps what was typed, and takes so many posts a minute. */
export async function addForm(
  app: FastifyInstance,
  opening: Opening,
  foundations: Foundations,
  choice: FormChoice,
): Promise<void> {
  const house: Form = { opening, foundations, choice, ofAddress: minuteLimit(), ofKey: minuteLimit() };
  await app.register(async (form) => {
    await form.register(fastifyFormBody);
    form.get("/forms/aftersales.css", (_request, reply) =>
      reply.type("text/css").header("cache-control", "public, max-age=3600").send(formStyles),
    );
    form.get("/forms/aftersales", (request, reply) => show(house, request, reply));
    form.post("/forms/aftersales", (request, reply) => post(house, request, reply));
  });
}

const sendPage = (reply: FastifyReply, markup: string, status = 200): FastifyReply =>
  reply
    .status(status)
    .type("text/html; charset=utf-8")
    .header("content-security-policy", formContentSecurityPolicy)
    .header("cache-control", "no-store")
    .send(markup);

async function visitOf({ opening, choice }: Form, request: FastifyRequest): Promise<Visit | undefined> {
  const open = opening.open;
  const query = typedIn(request.query);
  const typed = typedIn(request.body);
  const key = typed.key ?? query.key ?? choice.defaultKey ?? "";
  const formKey = open && (await formKeyOf(openDoor(open.db.pool), key));
  if (!open || !formKey || !isGoodFor(formKey, "form")) return undefined;
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
    market: { name: formKey.tenant.name, zone, country: formKey.tenant.country },
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

const sealOf = ({ choice: { secret } }: Form, { formKey }: Visit): Seal => ({
  secret,
  tenant: formKey.tenant.code,
  formKey: formKey.id,
});

/** The page at an address whose key opens no form. */
const closed = (reply: FastifyReply, lang: string | undefined, request: FastifyRequest): FastifyReply =>
  sendPage(reply, closedPage(formLanguage(lang, request.headers["accept-language"], "en")), 404);

async function show(form: Form, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await visitOf(form, request);
  if (!visit) return closed(reply, typedIn(request.query).lang, request);
  return sendPage(reply, draw(visit, formToken(machineMs(), newSecret(), sealOf(form, visit)), []));
}

async function post(form: Form, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = await visitOf(form, request);
  if (!visit) return closed(reply, typedIn(request.body).lang, request);
  const { typed, formKey } = visit;
  const seal = sealOf(form, visit);
  const again = (problems: readonly FormProblem[], status: number): FastifyReply =>
    sendPage(reply, draw(visit, renewedToken(typed.token, machineMs(), newSecret(), seal), problems), status);
  const wait = (seconds: number, code: string): FastifyReply => {
    reply.header("retry-after", String(seconds));
    return again([{ code }], 429);
  };
  const ofAddress = form.ofAddress(networkOf(request.ip), most.ofAddress);
  if (ofAddress > 0) return wait(ofAddress, "too-many-requests");
  if (typed.showIn !== undefined) return again([], 200);
  const spam = spamReason(typed, machineMs(), seal);
  if (spam) return again([{ code: spam }], 422);
  // What is refused before uses up nothing of the key, so that machines without a page do not close the form for customers.
  const ofKey = form.ofKey(formKey.id, most.ofKey);
  if (ofKey > 0) return wait(ofKey, "too-many-together");
  const problems = askedAgain(readForm(typed, visit.market.zone), visit.market.country);
  if (problems.length > 0) return again(problems, 422);
  try {
    return sendPage(reply, await thanks(form, visit, request));
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return again(error.errors ?? [{ code: error.reason }], 422);
    throw error;
  }
}

/** Hands the wish to the intake and thanks for it. Throws the problems of the intake. */
async function thanks({ foundations }: Form, visit: Visit, request: FastifyRequest): Promise<string> {
  const { language, market, dealers, key } = visit;
  const wording = (purpose: string): string => consentWording(language, purpose as Purpose);
  const { id, dealer } = (await takeIn(foundations, callOf(visit, request), wording)).body as {
    id: string;
    dealer: string;
  };
  const name = dealers.find(({ code }) => code === dealer)?.name ?? dealer;
  return thanksPage({ language, market, dealer: name, id, key });
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
