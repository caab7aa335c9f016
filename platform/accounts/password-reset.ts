import { newId, newSecret } from "#platform/clocks/chance.ts";
import { machineNow, plusMs } from "#platform/clocks/clock.ts";
import { foldedEmail } from "./accounts.ts";
import type { Door } from "./door.ts";
import { hashOf } from "./passwords.ts";
import { digestOf } from "./secrets.ts";
import { type Tenant, tenantColumns } from "./tenants.ts";

const minute = 60_000;
/** A link that sets a new password works for 30 minutes of machine time; a wish that nobody took up by then is forgotten. */
export const resetLivesMs = 30 * minute;

/** Somebody typed this mail address because a password was forgotten; whether it is anybody's is not asked yet. */
export type ResetWish = { id: string; email: string };

/**
 * Notes a wish, in one statement that knows no account: it does the same work whether there is one or not. Who reads the
 * wishes sends the links (`resetWishes`).
 */
export async function wishForReset(door: Door, email: string): Promise<void> {
  await door.query({
    name: "reset-wish",
    text: `insert into password_wish (id, email, asked_at) values ($1, $2, $3)`,
    values: [newId(), foldedEmail(email), machineNow()],
  });
}

/** The wishes that wait, oldest first; those older than a link lives are thrown away. */
export async function resetWishes(door: Door, atMost = 50): Promise<ResetWish[]> {
  return door.query<ResetWish>({
    name: "reset-wishes",
    text: `with late as (delete from password_wish where asked_at <= $1)
      select id, email from password_wish where asked_at > $1 order by asked_at, id limit $2`,
    values: [plusMs(machineNow(), -resetLivesMs), atMost],
  });
}

/** A wish is done: nothing of it stays. */
export async function forgetWish(door: Door, id: string): Promise<void> {
  await door.query({ name: "reset-wish-done", text: `delete from password_wish where id = $1`, values: [id] });
}

/**
 * Makes the one token of an account that works from now on, voiding those before it; null when the account is disabled or
 * gone. The secret exists nowhere else: the table keeps its digest.
 */
export async function openReset(door: Door, account: string): Promise<string | null> {
  const secret = newSecret();
  const rows = await door.query({
    name: "reset-open",
    text: `insert into password_reset (account, token_digest, expires_at)
      select id, $2, $3 from account where id = $1 and is_active
      on conflict (account) do update set token_digest = excluded.token_digest, expires_at = excluded.expires_at
      returning account`,
    values: [account, digestOf(secret), plusMs(machineNow(), resetLivesMs)],
  });
  return rows.length > 0 ? secret : null;
}

export type ResetAccount = { id: string; email: string; tenant: Tenant };

/** Whose password a token may set, or null: unknown, used, older than another one, run out, account disabled. Uses nothing up. */
export async function resetOf(door: Door, token: string): Promise<ResetAccount | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const rows = await door.query<Tenant & { id: string; email: string }>({
    name: "reset-of",
    text: `select ${tenantColumns}, a.id, a.email
      from password_reset r join account a on a.id = r.account join tenant t on t.code = a.tenant
      where r.token_digest = $1 and r.expires_at > $2 and a.is_active`,
    values: [digestOf(token), machineNow()],
  });
  if (!rows[0]) return null;
  const { id, email, ...tenant } = rows[0];
  return { id, email, tenant };
}

/**
 * Uses a token up: sets the password, which must have passed the rules, and ends every session and API token of the
 * account. Of many at once one succeeds. False when the token sets nothing any more; then nothing changed. Throws TooManyAtOnce.
 */
export async function useReset(door: Door, token: string, password: string): Promise<boolean> {
  const hash = await hashOf(password);
  const rows = await door.query({
    name: "reset-use",
    text: `with used as (
        delete from password_reset r using account a
        where r.token_digest = $1 and r.expires_at > $2 and a.id = r.account and a.is_active returning r.account
      ), ended as (delete from session s using used where s.account = used.account)
      update account a set password_hash = $3 from used where a.id = used.account returning a.id`,
    values: [digestOf(token), machineNow(), hash],
  });
  return rows.length > 0;
}
