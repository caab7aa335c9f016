import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { openDoor } from "#platform/accounts/index.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import { instantShape } from "#platform/http/answer-shapes.ts";
import { onceForKey } from "#platform/http/idempotency.ts";
import { meShape } from "#platform/http/me-shape.ts";
import { invalid, Problem } from "#platform/http/problem.ts";
import type { Route } from "#platform/http/route.ts";
import { type CookieRules, enter } from "#platform/http/session-routes.ts";
import { read } from "#platform/http/shapes.ts";
import type { Clockwork } from "./clockwork.ts";

/** Somebody whom the demo signs in with one tap. */
export type DemoAccount = { email: string; name: string; role: string; place: string; tenant: string };

const accountsShape = z.strictObject({
  accounts: z.array(
    z.strictObject({ email: z.string(), name: z.string(), role: z.string(), place: z.string(), tenant: z.string() }),
  ),
});
const travelledShape = z.strictObject({ now: instantShape, done: z.int().min(0) });
const advance = z.strictObject({ advance: z.string().max(40) });
const tap = z.strictObject({ email: z.string().max(254) });
/** Dates are understood until the end of 2199, and leads plan ahead. */
const lastMoment = "2150-01-01";
const mostMs = 3 * 366 * 86_400_000;

/** How far "P60D" leads, in milliseconds from now; only forward, three years at most. */
function travelMs(text: string): number {
  try {
    const ms = Temporal.Duration.from(text).total({
      unit: "milliseconds",
      relativeTo: Temporal.PlainDate.from("2026-01-01"),
    });
    if (ms >= 1 && ms <= mostMs && plusMs(now(), ms) < lastMoment) return Math.round(ms);
  } catch {
    // falls through to the refusal below
  }
  throw invalid([
    {
      field: "advance",
      code: "not-a-duration",
      message: "must be an ISO 8601 duration forward of at most three years, such as P1D",
    },
  ]);
}

/** Routes that exist in the demo only: its accounts, the one-tap sign-in, the clock. */
export const demoRoutes = (
  accounts: () => readonly DemoAccount[],
  clockwork: () => Clockwork,
  rules: CookieRules,
): Route[] => [
  {
    method: "GET",
    path: "/demo",
    operation: "demo.accounts",
    summary: "The demo's accounts",
    policy: { open: "the demo shows whom one can be" },
    described: { answers: { 200: { description: "Accounts by role and place", shape: accountsShape } } },
    handle: async () => ({ status: 200, body: { accounts: accounts() } }),
  },
  {
    method: "POST",
    path: "/demo/sign-in",
    operation: "demo.sign-in",
    summary: "Signs in as a demo account with one tap",
    policy: { open: "the demo runs on this machine only and holds no real person" },
    described: { body: tap, answers: { 200: { description: "Who signed in", shape: meShape } } },
    handle: async (call) => {
      const { email } = read(tap, call.body);
      const isDemo = accounts().some((account) => account.email === email);
      const [account] = isDemo
        ? await openDoor(call.db.pool).query<{ id: string }>({
            text: "select id from account where email = $1 and is_active",
            values: [email],
          })
        : [];
      if (!account) throw new Problem(422, "account-unknown", "The demo has no such account.", { field: "email" });
      return enter(call, account.id, rules, true);
    },
  },
  {
    method: "POST",
    path: "/demo/clock",
    operation: "demo.clock",
    summary: "Travels forward in time, for every tenant",
    policy: { roles: ["admin"], because: "it moves the time of everybody" },
    described: {
      body: advance,
      answers: {
        200: { description: "The new time, and how many due moves were made", shape: travelledShape },
      },
    },
    handle: (call) =>
      onceForKey(call, async () => ({
        status: 200,
        body: await clockwork().travel(travelMs(read(advance, call.body).advance)),
      })),
  },
];
