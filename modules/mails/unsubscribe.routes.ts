import fastifyFormBody from "@fastify/formbody";
import fastifyRateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asSystem } from "#platform/access/index.ts";
import { openDoor, tenantOf } from "#platform/accounts/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Opening } from "#platform/http/route.ts";
import { readUnsubscribeToken } from "./unsubscribe-link.ts";
import { unsubscribePage } from "./unsubscribe-page.ts";

/** Writes the withdrawal of a customer's consent to marketing into the ledger; false where nobody is known by that id. */
export type Withdraw = (tx: Transaction, said: { customer: string; wording: string }) => Promise<boolean>;
export type UnsubscribeChoice = { secret: string; withdraw: Withdraw };
type Asked = FastifyRequest<{ Params: { token: string } }>;

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * The end of marketing mails (RFC 8058): a POST with the signed token does it, at once and without a cookie; a GET, which
 * scanners of mail follow too, only shows the button.
 */
export async function addUnsubscribe(app: FastifyInstance, opening: Opening, choice: UnsubscribeChoice): Promise<void> {
  await app.register(async (door) => {
    await door.register(fastifyFormBody);
    await door.register(fastifyRateLimit, { global: false });
    const limited = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };
    door.get("/mail/unsubscribe/:token", (request: Asked, reply) => {
      const isOurs = readUnsubscribeToken(choice.secret, request.params.token) !== null;
      return send(reply, request, isOurs ? "asks" : "unknown");
    });
    door.post("/mail/unsubscribe/:token", limited, async (request: Asked, reply) =>
      send(reply, request, (await withdrawn(opening, choice, request.params.token)) ? "done" : "unknown"),
    );
  });
}

async function withdrawn(opening: Opening, { secret, withdraw }: UnsubscribeChoice, token: string): Promise<boolean> {
  const whom = readUnsubscribeToken(secret, token);
  const db = opening.open?.db;
  const tenant = whom && db ? await tenantOf(openDoor(db.pool), whom.tenant) : null;
  if (!whom || !tenant || !db) return false;
  return db.as(asSystem(tenant, "a customer ends marketing mails"), (tx) =>
    withdraw(tx, { customer: whom.customer, wording: "One click in a mail: no more marketing mails" }),
  );
}

const send = (reply: FastifyReply, request: FastifyRequest, state: "asks" | "done" | "unknown"): FastifyReply =>
  reply
    .status(state === "unknown" ? 404 : 200)
    .type("text/html; charset=utf-8")
    .header("content-security-policy", policy)
    .header("cache-control", "no-store")
    .send(unsubscribePage(state, request.headers["accept-language"] ?? ""));
