import { z } from "zod";
import {
  foldedEmail,
  type GuessLimit,
  hourlyLimit,
  type Identity,
  identityOf,
  networkOf,
  openDoor,
  type PasswordRefusal,
  passwordRefusal,
  type ResetAccount,
  resetOf,
  sessionOf,
  setPassword,
  signIn,
  TooManyAtOnce,
  useReset,
  wishForReset,
} from "#platform/accounts/index.ts";
import { meShape } from "./me-shape.ts";
import { Problem, refused, signInFirst } from "./problem.ts";
import type { Answer, Call, Route } from "./route.ts";
import { read } from "./shapes.ts";

/** `byMail`: whether there is a mail server that brings links. `enter` opens a new browser session and answers who it is. */
export type PasswordParts = {
  byMail: boolean;
  guesses: GuessLimit;
  enter: (call: Call, account: string, profile: string | null) => Promise<Answer>;
};

const sound = (text: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(text) && text.isWellFormed();
const isSound = { error: "holds characters that cannot be kept" };
const byMailShape = z.strictObject({ byMail: z.boolean() });
const asked = z.strictObject({ email: z.string().min(3).max(254).refine(sound, isSound) });
const chosen = z.strictObject({ token: z.string().max(200), password: z.string().max(1000) });
const changed = z.strictObject({ current: z.string().max(1000), next: z.string().max(1000) });

/** An hour: five links to one address of mail, twenty from one place (a dealer's house may share one), thirty tries of links. */
const most = { ofEmail: 5, ofPlace: 20, ofTries: 30 } as const;

const wait = (seconds: number): Problem =>
  new Problem(429, "too-many-attempts", "Too many attempts; wait a while.", {
    headers: { "retry-after": String(seconds) },
  });
function mustBeAllowed(...seconds: number[]): void {
  const longest = Math.max(...seconds);
  if (longest > 0) throw wait(longest);
}

/** Setting a new password when the old one is forgotten, and changing it (AL-07). No answer tells whether an account exists. */
export function passwordRoutes(parts: PasswordParts): Route[] {
  return [waysRoute(parts), forgottenRoute(parts), resetRoute(parts), changeRoute(parts)];
}

const waysRoute = ({ byMail }: PasswordParts): Route => ({
  method: "GET",
  path: "/session/forgotten",
  operation: "session.ways-back",
  summary: "Whether links that set a new password are sent by mail here",
  policy: { open: "nobody is signed in yet; it tells nothing of any account" },
  described: { answers: { 200: { description: "byMail", shape: byMailShape } } },
  handle: async () => ({ status: 200, body: { byMail } }),
});

function forgottenRoute({ byMail }: PasswordParts): Route {
  const ofEmail = hourlyLimit(most.ofEmail);
  const ofPlace = hourlyLimit(most.ofPlace);
  return {
    method: "POST",
    path: "/session/forgotten",
    operation: "session.forgotten",
    summary:
      "Asks for a mail with a link that sets a new password; the answer is the same whether there is an account or not",
    policy: { open: "who forgot the password cannot sign in" },
    described: {
      body: asked,
      answers: { 202: { description: "If there is such an account, a mail is on its way", shape: byMailShape } },
      problems: [429],
    },
    handle: async (call) => {
      const { email } = read(asked, call.body);
      mustBeAllowed(ofPlace(networkOf(call.address)), ofEmail(foldedEmail(email)));
      if (byMail) await wishForReset(openDoor(call.db.pool), email);
      return { status: 202, body: { byMail } };
    },
  };
}

function resetRoute({ guesses }: PasswordParts): Route {
  const tries = hourlyLimit(most.ofTries);
  return {
    method: "POST",
    path: "/session/reset",
    operation: "session.reset",
    summary: "Sets a new password with the token of a mailed link, which works once, and ends all sessions and tokens",
    policy: { open: "the token says whose password it is" },
    described: {
      body: chosen,
      answers: { 204: { description: "The password is set; sign in with it" } },
      problems: [429],
    },
    handle: async (call) => {
      const { token, password } = read(chosen, call.body);
      mustBeAllowed(tries(networkOf(call.address)));
      const door = openDoor(call.db.pool);
      const account = await resetOf(door, token);
      const identity =
        account && (await identityOf(call.db, { account, tenant: account.tenant, profile: null }, call.profilesOf));
      if (!account || !identity) throw usedOrOld();
      mustPass(passwordRefusal(password, [account.email, ...guessableWords(account, identity)]), "password");
      if (!(await orBusy(useReset(door, token, password)))) throw usedOrOld();
      guesses.forgive(account.email, call.address);
      return { status: 204 };
    },
  };
}

/** One word for a link that was used, replaced, ran out or never was one. */
const usedOrOld = (): Problem => refused("link-used-or-old");

function changeRoute({ guesses, enter }: PasswordParts): Route {
  return {
    method: "POST",
    path: "/session/password",
    operation: "session.password",
    summary: "Changes one's own password; every other session and every token ends",
    policy: { signedIn: "one's own password, and only with the one that holds now" },
    described: {
      body: changed,
      answers: { 200: { description: "Who I am, in a new session", shape: meShape } },
      problems: [429],
    },
    // nothing is kept under an Idempotency-Key: a digest of passwords would be guessed at
    handle: async (call) => {
      const { current, next } = read(changed, call.body);
      const me = await meOf(call);
      const { account } = me;
      const door = openDoor(call.db.pool);
      const proof = await signIn(door, guesses, { email: account.email, password: current, address: call.address });
      if (proof.kind === "wait") throw wait(proof.seconds);
      if (proof.kind === "refused") throw refused("password-wrong", "current");
      mustPass(await orBusy(setPassword(door, account, next, guessableWords(account, me.identity))), "next");
      return enter(call, account.id, call.person?.profileId ?? null);
    },
  };
}

async function meOf(call: Call): Promise<{ account: ResetAccount; identity: Identity }> {
  const session = await sessionOf(openDoor(call.db.pool), call.session?.secret ?? "");
  const identity = session && (await identityOf(call.db, session, call.profilesOf));
  if (!identity) throw signInFirst();
  return { account: { ...session.account, tenant: session.tenant }, identity };
}

/** What a stranger would guess of somebody: company, name, dealers. */
const guessableWords = ({ tenant }: ResetAccount, { user, profiles }: Identity): string[] => [
  tenant.name,
  tenant.code,
  user.name,
  ...profiles.flatMap(({ dealer, region }) =>
    [dealer?.name, dealer?.code, region?.name].filter((word) => word !== undefined),
  ),
];

function mustPass(refusal: PasswordRefusal | null, field: string): void {
  if (refusal) throw refused(refusal, field);
}

/** More passwords at once than can be hashed: a moment later it goes. */
async function orBusy<T>(hashing: Promise<T>): Promise<T> {
  try {
    return await hashing;
  } catch (error) {
    if (error instanceof TooManyAtOnce) throw wait(1);
    throw error;
  }
}
