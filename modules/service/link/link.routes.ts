import fastifyFormBody from "@fastify/formbody";
import fastifyRateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asSystem } from "#platform/access/index.ts";
import { openDoor, type Tenant, tenantOf } from "#platform/accounts/index.ts";
import type { Database } from "#platform/db/database.ts";
import type { Language } from "#platform/http/languages.ts";
import type { Opening } from "#platform/http/route.ts";
import type { Slot } from "../free-slots.ts";
import { changeByLink, type Outcome, type Wish } from "./change-by-link.ts";
import type { Missing } from "./choices.ts";
import { type LinkedAppointment, linkedAppointment } from "./link.queries.ts";
import {
  donePage,
  type LinkFrame,
  linkStyles,
  openPage,
  standingPage,
  stylesAddress,
  takenPage,
  tooManyPage,
  unknownPage,
  unreadablePage,
  usedPage,
} from "./link-page.ts";
import { type LinkedTo, readAppointmentToken } from "./link-token.ts";
import { offersFor } from "./offers.ts";
import { type Standing, standingOf } from "./standing.ts";
import { linkLanguage } from "./words.ts";

type Asked = FastifyRequest<{ Params: { token: string } }>;
type Visit = { db: Database; tenant: Tenant; link: LinkedTo };
type Seen = { one: LinkedAppointment; standing: Standing; offers: Slot[] };
type Page = { status: number; markup: string };

/** Nothing but our own style sheet, and posts to ourselves. */
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The customer's own page of an appointment: a GET, which scanners of mail follow too, changes nothing; a POST moves or
 * cancels once for each version of the appointment. 60 posts a minute from one address.
 */
export async function addAppointmentLink(
  app: FastifyInstance,
  opening: Opening,
  { secret }: { secret: string },
): Promise<void> {
  await app.register(async (door) => {
    await door.register(fastifyFormBody);
    await door.register(fastifyRateLimit, { global: false });
    door.setErrorHandler((error, request: Asked, reply) => {
      const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
      if (!(status >= 400 && status < 500)) throw error;
      const page = status === 429 ? tooManyPage : unreadablePage;
      return send(reply, { status, markup: page(languageFor(request)) });
    });
    door.get(stylesAddress, (_request, reply) =>
      reply.type("text/css").header("cache-control", "public, max-age=3600").send(linkStyles),
    );
    door.get("/appointments/c/:token", async (request: Asked, reply) =>
      send(reply, await shown(request, await visitOf(opening, secret, request))),
    );
    const limited = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };
    door.post("/appointments/c/:token", limited, async (request: Asked, reply) =>
      send(reply, await posted(request, await visitOf(opening, secret, request))),
    );
  });
}

const send = (reply: FastifyReply, { status, markup }: Page): FastifyReply =>
  reply
    .status(status)
    .type("text/html; charset=utf-8")
    .header("content-security-policy", policy)
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .header("x-robots-tag", "noindex, nofollow")
    .send(markup);

/** Whose appointment it is about; a token that is not ours is known before anything is read. */
async function visitOf(opening: Opening, secret: string, { params }: Asked): Promise<Visit | null> {
  const link = readAppointmentToken(secret, params.token);
  const db = opening.open?.db;
  const tenant = link && db ? await tenantOf(openDoor(db.pool), link.tenant) : null;
  return link && db && tenant ? { db, tenant, link } : null;
}

const textIn = (from: unknown, name: string): string | undefined => {
  const value = typeof from === "object" && from !== null ? (from as Record<string, unknown>)[name] : undefined;
  return typeof value === "string" ? value : undefined;
};
const languageFor = ({ query, headers }: Asked, one?: LinkedAppointment): Language =>
  linkLanguage(textIn(query, "language"), one?.language ?? null, headers["accept-language"]);
const frameOf = (request: Asked, one: LinkedAppointment): LinkFrame => ({ language: languageFor(request, one), one });
const nowhere = (request: Asked): Page => ({ status: 404, markup: unknownPage(languageFor(request)) });

/** What the link shows at this moment. */
const look = ({ db, tenant, link }: Visit): Promise<Seen | null> =>
  db.as(asSystem(tenant, "a customer looks at an appointment by link"), async (tx) => {
    const one = await linkedAppointment(tx, link.id);
    if (!one) return null;
    const standing = standingOf(one, link.sequence, tx.at);
    return { one, standing, offers: standing === "open" ? await offersFor(tx, one) : [] };
  });

async function shown(request: Asked, visit: Visit | null, missing?: Missing): Promise<Page> {
  const seen = visit && (await look(visit));
  if (!seen || seen.standing === "unknown") return nowhere(request);
  const frame = frameOf(request, seen.one);
  if (seen.standing === "open") return { status: missing ? 422 : 200, markup: openPage(frame, seen.offers, missing) };
  return barred(frame, seen.standing, 200);
}

/** The page of a link that may change nothing; a change that was tried all the same is a refusal. */
const barred = (frame: LinkFrame, standing: Exclude<Standing, "open" | "unknown">, status: number): Page =>
  standing === "used" ? { status: 410, markup: usedPage(frame) } : { status, markup: standingPage(frame, standing) };

async function posted(request: Asked, visit: Visit | null): Promise<Page> {
  if (!visit) return nowhere(request);
  const wish = wishIn(request.body);
  if (wish === "time" || wish === "tick") return shown(request, visit, wish);
  const { db, tenant, link } = visit;
  const actor = asSystem(tenant, "a customer changes an appointment by link");
  const changed = await changeByLink(db, actor, link, wish);
  return changed ? outcomePage(frameOf(request, changed.one), changed.outcome) : nowhere(request);
}

function outcomePage(frame: LinkFrame, outcome: Outcome): Page {
  if ("done" in outcome) return { status: 200, markup: donePage(frame, outcome.done) };
  if ("taken" in outcome) return { status: 422, markup: takenPage(frame, outcome.taken, outcome.next) };
  return barred(frame, outcome.standing, 422);
}

/** What the pressed button and the choice beside it say, or what is missing. */
function wishIn(body: unknown): Wish | Missing {
  if (textIn(body, "act") === "cancel") return textIn(body, "sure") === "yes" ? { act: "cancel" } : "tick";
  const startsAt = textIn(body, "startsAt") ?? "";
  const isMoment = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(startsAt) && !Number.isNaN(Date.parse(startsAt));
  return isMoment ? { act: "move", startsAt } : "time";
}
