import { z } from "zod";
import {
  chooseProfile,
  endSession,
  guessLimit,
  type Identity,
  identityOf,
  openDoor,
  openSession,
  sessionOf,
  signIn,
} from "#platform/accounts/index.ts";
import { machineNow, now } from "#platform/clocks/clock.ts";
import { cookieName } from "./asker.ts";
import { keyedBy, onceForKey } from "./idempotency.ts";
import { meShape } from "./me-shape.ts";
import { ownSessionRoutes } from "./own-session-routes.ts";
import { passwordRoutes } from "./password-routes.ts";
import { Problem, signInFirst } from "./problem.ts";
import type { Answer, Call, Route } from "./route.ts";
import { read } from "./shapes.ts";

/** How the browser keeps its session: only for our own pages, never for scripts; over TLS only where TLS is. */
export type CookieRules = { isSecure: boolean };

const meOf = (identity: Identity, isDemo: boolean): z.infer<typeof meShape> => ({
  user: identity.user,
  tenant: identity.tenant,
  profile: identity.profile && placed(identity.profile),
  profiles: identity.profiles.map(placed),
  now: now(),
  machineNow: machineNow(),
  isDemo,
});
const placed = ({ id, role, dealer, region }: NonNullable<Identity["profile"]>) => ({ id, role, dealer, region });

const cookie = (secret: string, rules: CookieRules, maxAge: number): string =>
  `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${rules.isSecure ? "; Secure" : ""}`;
const thirtyDays = 30 * 24 * 3600;

/** Opens a browser session for an account and answers who it is. */
export async function enter(
  call: Call,
  account: string,
  rules: CookieRules,
  isDemo: boolean,
  profile: string | null = null,
): Promise<Answer> {
  const door = openDoor(call.db.pool);
  const secret = await openSession(door, account, "browser", profile);
  const session = await sessionOf(door, secret);
  const identity = session && (await identityOf(call.db, session, call.profilesOf));
  if (!identity) throw signInFirst();
  return { status: 200, body: meOf(identity, isDemo), headers: { "set-cookie": cookie(secret, rules, thirtyDays) } };
}

async function identityNow(call: Call): Promise<Identity> {
  const session = await sessionOf(openDoor(call.db.pool), call.session?.secret ?? "");
  const identity = session && (await identityOf(call.db, session, call.profilesOf));
  if (!identity) throw signInFirst();
  return identity;
}

const credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1000) });
const choice = z.strictObject({ profile: z.uuid() });

/**
 * Sign-in, sign-out, who I am, the choice among several profiles (AL-07, AL-08), passwords and one's own sessions. `byMail`:
 * whether a mail server brings links to who forgot a password.
 */
export function sessionRoutes(rules: CookieRules, isDemo: boolean, byMail = false): Route[] {
  const limit = guessLimit();
  const again = (call: Call, account: string, profile: string | null): Promise<Answer> =>
    enter(call, account, rules, isDemo, profile);
  return [
    ...passwordRoutes({ byMail, guesses: limit, enter: again }),
    ...ownSessionRoutes,
    {
      method: "POST",
      path: "/sign-in",
      operation: "session.sign-in",
      summary: "Signs in with mail and password",
      policy: { open: "nobody is signed in yet" },
      described: {
        body: credentials,
        answers: { 200: { description: "Who signed in", shape: meShape } },
        problems: [401, 429],
      },
      handle: async (call) => {
        const said = read(credentials, call.body);
        const result = await signIn(openDoor(call.db.pool), limit, { ...said, address: call.address });
        if (result.kind === "signed-in") return enter(call, result.account.id, rules, isDemo);
        if (result.kind === "refused") throw new Problem(401, "sign-in-refused", "Mail or password is not right.");
        throw new Problem(429, "too-many-guesses", "Too many attempts; wait a moment.", {
          headers: { "retry-after": String(result.seconds) },
        });
      },
    },
    {
      method: "POST",
      path: "/sign-out",
      operation: "session.sign-out",
      summary: "Ends this session",
      policy: {
        signedIn: "one's own session; asked again under its key, also when that is over",
        alsoAfterwards: true,
      },
      described: { answers: { 204: { description: "Signed out" } } },
      handle: async (call) => {
        keyedBy(call, ""); // nothing is kept: a session that is over ends the same way again
        if (call.session) await endSession(openDoor(call.db.pool), call.session.secret);
        return {
          status: 204,
          headers: { "set-cookie": cookie("", rules, 0), "clear-site-data": '"cache", "storage"' },
        };
      },
    },
    {
      method: "GET",
      path: "/me",
      operation: "session.me",
      summary: "Who I am, where, and what time it is",
      policy: { signedIn: "one's own identity" },
      described: { answers: { 200: { description: "User, tenant, profile, profiles, now", shape: meShape } } },
      handle: async (call) => ({ status: 200, body: meOf(await identityNow(call), isDemo) }),
    },
    {
      method: "POST",
      path: "/profile",
      operation: "session.profile",
      summary: "Chooses or switches the profile",
      policy: { signedIn: "one's own profiles" },
      described: { body: choice, answers: { 200: { description: "Who I am now", shape: meShape } } },
      handle: (call) => onceForKey(call, () => choose(call, isDemo)),
    },
  ];
}

async function choose(call: Call, isDemo: boolean): Promise<Answer> {
  const { profile } = read(choice, call.body);
  const door = openDoor(call.db.pool);
  const session = await sessionOf(door, call.session?.secret ?? "");
  const identity = session && (await chooseProfile(door, call.db, session, profile, call.profilesOf));
  if (!identity) throw new Problem(422, "profile-unknown", "That profile is not yours.", { field: "profile" });
  return { status: 200, body: meOf(identity, isDemo) };
}
