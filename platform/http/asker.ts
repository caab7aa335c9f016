import type { FastifyRequest } from "fastify";
import {
  type FormKey,
  type Identity,
  identityOf,
  isGoodFor,
  minuteLimit,
  openDoor,
  type RateLimit,
  rememberedFormKeys,
  type Session,
  sessionOf,
} from "#platform/accounts/index.ts";
import { notAllowed, Problem, signInFirst, tooMany } from "./problem.ts";
import type { Open, Opening, Route } from "./route.ts";

export const cookieName = "marque";

/** Who stands behind a request: a person, a program, or nobody where the policy is open. */
export type Asker = { found: Found | null; formKey: FormKey | null };
export const nobody: Asker = { found: null, formKey: null };

/** Who asks, as the policy of the route wants to know it. Throws 401, 403 and 429. */
export async function askerOf({ policy }: Route, opening: Opening, request: FastifyRequest): Promise<Asker> {
  const open = mustBeOpen(opening);
  if ("open" in policy) return nobody;
  if ("formKey" in policy) return { found: null, formKey: await knownProgram(open, request) };
  if ("signedIn" in policy && policy.alsoAfterwards && isRepeated(request)) {
    return { found: await whoAsks(open, request).catch(nobodyAnyMore), formKey: null };
  }
  const found = await whoAsks(open, request);
  const { person } = found.identity;
  if (!("signedIn" in policy) && !person) throw new Problem(403, "profile-missing", "Choose a profile first.");
  if ("roles" in policy && !(person && policy.roles.includes(person.role))) throw notAllowed();
  return { found, formKey: null };
}

export function mustBeOpen({ open, stage }: Opening): Open {
  if (!open) throw new Problem(503, "starting", `Marque is starting: ${stage}.`);
  return open;
}

type Programs = { keyOf: ReturnType<typeof rememberedFormKeys>; limit: RateLimit };
const programs = new WeakMap<Open, Programs>();
function programsOf(open: Open): Programs {
  const known = programs.get(open) ?? { keyOf: rememberedFormKeys(openDoor(open.db.pool)), limit: minuteLimit() };
  programs.set(open, known);
  return known;
}

/** The program's key, counted before anything else is read. Throws 401, 403 for the key of a form, 429 past the key's own limit. */
async function knownProgram(open: Open, request: FastifyRequest): Promise<FormKey> {
  const { keyOf, limit } = programsOf(open);
  const key = request.headers["x-form-key"];
  const formKey = await keyOf(typeof key === "string" ? key : "");
  if (!formKey) throw new Problem(401, "form-key-unknown", "Send the program's key in X-Form-Key.");
  if (!isGoodFor(formKey, "program"))
    throw new Problem(
      403,
      "form-key-of-form",
      "This key opens the public form only; a program needs a key of its own.",
    );
  const waitSeconds = formKey.perMinute === null ? 0 : limit(formKey.id, formKey.perMinute);
  if (waitSeconds > 0)
    throw tooMany(
      waitSeconds,
      `This key may send ${formKey.perMinute} requests a minute; wait ${waitSeconds} seconds.`,
    );
  return formKey;
}

/** A request that may be the second of its kind: it names its act, and shows a secret that opened something once. */
const isRepeated = ({ headers, cookies }: FastifyRequest): boolean =>
  Boolean(headers["idempotency-key"] && (headers.authorization ?? cookies[cookieName]));
function nobodyAnyMore(error: unknown): null {
  if (error instanceof Problem && error.status === 401) return null;
  throw error;
}

type Found = { session: Session; identity: Identity; secret: string; isBrowser: boolean };

/** Who stands behind a request, by bearer token or cookie; a cookie counts only for requests from our own pages. */
async function whoAsks(open: Open, request: Pick<FastifyRequest, "headers" | "cookies" | "method">): Promise<Found> {
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
function refuseForeignPages(request: Pick<FastifyRequest, "headers" | "method">): void {
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
