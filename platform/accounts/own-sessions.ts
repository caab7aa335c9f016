import { machineNow, plusMs } from "#platform/clocks/clock.ts";
import type { Instant } from "#platform/record/index.ts";
import type { Door } from "./door.ts";
import { digestOf } from "./secrets.ts";
import { lifetimes, type SessionKind } from "./sessions.ts";

/** One of the places where somebody is signed in. `id` names it and opens nothing; instants are machine time. */
export type OwnSession = {
  id: string;
  kind: SessionKind;
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
  isThis: boolean;
};

/** The digest of the digest: it names a session to its owner and finds nothing in another table. */
const named = "encode(sha256(token_digest), 'hex')";
const alive = "account = $1 and expires_at > $2 and (kind = 'token' or seen_at > $3)";

/** Where an account is signed in, the last used first. `secret` is that of the asking session. */
export async function sessionsOf(door: Door, account: string, secret: string): Promise<OwnSession[]> {
  const at = machineNow();
  return door.query<OwnSession>({
    name: "own-sessions",
    text: `select ${named} as id, kind, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt", token_digest = $4 as "isThis"
      from session where ${alive} order by token_digest = $4 desc, seen_at desc, token_digest limit 200`,
    values: [account, at, plusMs(at, -lifetimes.browserIdleMs), digestOf(secret)],
  });
}

/** Ends one of the account's own sessions; of another account, or over already, nothing happens. */
export async function endOwnSession(door: Door, account: string, id: string): Promise<void> {
  await door.query({ text: `delete from session where account = $1 and ${named} = $2`, values: [account, id] });
}

/** Ends every session and token of an account but the one of `secret`. */
export async function endOtherSessions(door: Door, account: string, secret: string): Promise<void> {
  await door.query({
    text: `delete from session where account = $1 and token_digest <> $2`,
    values: [account, digestOf(secret)],
  });
}
