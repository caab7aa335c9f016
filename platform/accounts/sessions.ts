import { newSecret } from "#platform/clocks/chance.ts";
import { machineNow, plusMs } from "#platform/clocks/clock.ts";
import { awayReason, isRefusedByDatabase } from "#platform/db/away.ts";
import type { Door } from "./door.ts";
import { digestOf } from "./secrets.ts";
import { type Tenant, tenantColumns } from "./tenants.ts";

const hour = 3_600_000;
/** A browser's session ends after 12 hours without a request and in any case after 30 days, a token after 90 days. */
export const lifetimes = { browserIdleMs: 12 * hour, browserMs: 30 * 24 * hour, tokenMs: 90 * 24 * hour } as const;
/** How exactly the last request is remembered: finer would write at every click. */
const seenEveryMs = 60_000;

export type SessionKind = "browser" | "token";
/** A session that is alive: whose it is, and which profile was chosen. */
export type Session = {
  digest: Buffer;
  kind: SessionKind;
  account: { id: string; email: string };
  tenant: Tenant;
  profile: string | null;
};

/** Opens a session and gives its secret, which exists nowhere else: the table keeps its digest. Lives by machine time. */
export async function openSession(
  door: Door,
  account: string,
  kind: SessionKind,
  profile: string | null = null,
): Promise<string> {
  const secret = newSecret();
  const at = machineNow();
  const ends = plusMs(at, kind === "browser" ? lifetimes.browserMs : lifetimes.tokenMs);
  await door.all(
    { text: `delete from session where account = $1 and expires_at <= $2`, values: [account, at] },
    {
      text: `insert into session (token_digest, account, profile, kind, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)`,
      values: [digestOf(secret), account, profile, kind, at, ends],
    },
  );
  return secret;
}

const liveText = `select s.token_digest, s.kind, s.profile, a.id, a.email, ${tenantColumns}
    from session s join account a on a.id = s.account join tenant t on t.code = a.tenant
    where s.token_digest = $1 and a.is_active and s.expires_at > $2 and (s.kind = 'token' or s.seen_at > $3)`;
const sessionText = `with live as (
    ${liveText}
  ), seen as (
    update session s set seen_at = $2 where s.token_digest = $1 and s.seen_at < $4 and exists (select from live)
  )
  select * from live`;

type Row = Tenant & { id: string; email: string; kind: SessionKind; profile: string | null; token_digest: Buffer };

/**
 * The session of a secret (cookie or bearer token), or null: unknown, run out, ended, account disabled.
 * One statement, one round trip; where nothing can be written now, the request is not remembered, but answered.
 */
export async function sessionOf(door: Door, secret: string): Promise<Session | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const at = machineNow();
  const values = [digestOf(secret), at, plusMs(at, -lifetimes.browserIdleMs)];
  const seenBefore = plusMs(at, -seenEveryMs);
  const rows = await door
    .query<Row>({ name: "session", text: sessionText, values: [...values, seenBefore] })
    .catch((error: unknown) => {
      if (!isRefusedByDatabase(error) || !awayReason(error)) throw error;
      return door.query<Row>({ name: "session:read", text: liveText, values });
    });
  if (!rows[0]) return null;
  const { id, email, kind, profile, token_digest: digest, ...tenant } = rows[0];
  return { digest, kind, profile, account: { id, email }, tenant };
}

/** What of a session says whose it is, under the digest of its secret. */
export type StandingSession = Pick<Session, "digest" | "profile"> & { account: string };

/** Which of these sessions are alive, by the digests of their secrets: one statement that waits for nobody. */
export async function standingSessions(door: Door, digests: readonly Buffer[]): Promise<StandingSession[]> {
  const at = machineNow();
  return door.query<StandingSession>({
    name: "standing-sessions",
    text: `select s.token_digest as digest, s.account, s.profile from session s join account a on a.id = s.account
      where s.token_digest = any($1::bytea[]) and a.is_active and s.expires_at > $2 and (s.kind = 'token' or s.seen_at > $3)`,
    values: [digests, at, plusMs(at, -lifetimes.browserIdleMs)],
  });
}

/** Remembers that an open page is a use of its session; a session that somebody else is writing is left for the next time. */
export async function seeSessions(door: Door, digests: readonly Buffer[]): Promise<void> {
  const at = machineNow();
  await door.query({
    name: "see-sessions",
    text: `with due as (select token_digest from session where token_digest = any($1::bytea[]) and seen_at < $3 for update skip locked)
      update session s set seen_at = $2 from due where s.token_digest = due.token_digest`,
    values: [digests, at, plusMs(at, -seenEveryMs)],
  });
}

/** Writes the chosen profile into the session; whether it is the person's own is checked by `chooseProfile`. */
export async function keepProfile(door: Door, session: Session, profile: string): Promise<void> {
  await door.query({
    text: `update session set profile = $2 where token_digest = $1`,
    values: [session.digest, profile],
  });
}

/** Ends one session: its secret opens nothing from now on. */
export async function endSession(door: Door, secret: string): Promise<void> {
  await door.query({ text: `delete from session where token_digest = $1`, values: [digestOf(secret)] });
}

/** Ends every session and token of an account, on every device. */
export async function endAllSessions(door: Door, account: string): Promise<void> {
  await door.query({ text: `delete from session where account = $1`, values: [account] });
}
