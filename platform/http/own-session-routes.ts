import { z } from "zod";
import { endOtherSessions, endOwnSession, openDoor, sessionsOf } from "#platform/accounts/index.ts";
import { signInFirst } from "./problem.ts";
import type { Call, Route } from "./route.ts";

const listed = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["browser", "token"]),
      createdAt: z.iso.datetime(),
      seenAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      isThis: z.boolean(),
    }),
  ),
});

const sessionIn = (call: Call) => {
  if (!call.session) throw signInFirst();
  return call.session;
};

/** Where one is signed in, and ending that. Ending again what is over is answered the same way, so nothing is kept under a key. */
export const ownSessionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/sessions",
    operation: "session.list",
    summary: "Where I am signed in: browsers and API tokens, this one first; instants are the machine's",
    policy: { signedIn: "one's own sessions" },
    described: { answers: { 200: { description: "Sessions", shape: listed } } },
    handle: async (call) => {
      const { account, secret } = sessionIn(call);
      return { status: 200, body: { items: await sessionsOf(openDoor(call.db.pool), account, secret) } };
    },
  },
  {
    method: "POST",
    path: "/sessions/{id}/end",
    operation: "session.end",
    summary: "Ends one of my sessions or tokens",
    policy: { signedIn: "one's own sessions" },
    described: { answers: { 204: { description: "It is over" } } },
    handle: async (call) => {
      await endOwnSession(openDoor(call.db.pool), sessionIn(call).account, call.params.id ?? "");
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: "/sessions/end-others",
    operation: "session.end-others",
    summary: "Ends all my sessions and tokens but this one",
    policy: { signedIn: "one's own sessions" },
    described: { answers: { 204: { description: "They are over" } } },
    handle: async (call) => {
      const { account, secret } = sessionIn(call);
      await endOtherSessions(openDoor(call.db.pool), account, secret);
      return { status: 204 };
    },
  },
];
