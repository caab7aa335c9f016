import type { Door } from "./door.ts";
import { type PasswordRefusal, passwordRefusal } from "./password-rules.ts";
import { hashOf, isPasswordOf } from "./passwords.ts";
import { type Tenant, tenantColumns } from "./tenants.ts";

/** Somebody who can sign in. Its id is that of the staff row in the tenant's schema, which says who it is. */
export type Account = { id: string; email: string; tenant: Tenant; passwordHash: string | null };

/** A mail address as it is stored and looked up. */
export const foldedEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

/** The account of a mail address, or null when there is none or it is disabled. */
export async function accountByEmail(door: Door, email: string): Promise<Account | null> {
  const rows = await door.query<Tenant & { id: string; email: string; passwordHash: string | null }>({
    name: "account-by-email",
    text: `select ${tenantColumns}, a.id, a.email, a.password_hash as "passwordHash"
      from account a join tenant t on t.code = a.tenant where a.email = $1 and a.is_active`,
    values: [foldedEmail(email)],
  });
  if (!rows[0]) return null;
  const { id, email: address, passwordHash, ...tenant } = rows[0];
  return { id, email: address, passwordHash, tenant };
}

/** Is it the password of that account? No account, none set and a wrong one take the same work. Throws TooManyAtOnce. */
export const verifyPassword = (account: Account | null, password: string): Promise<boolean> =>
  isPasswordOf(account?.passwordHash ?? null, password);

/**
 * Sets a password, ends every session and token of the account, and voids a link that would set another. Gives the reason when the password is not taken.
 * `words` are what a stranger would guess: dealer, company, name; the mail address is among them anyway.
 */
export async function setPassword(
  door: Door,
  account: { id: string; email: string },
  password: string,
  words: readonly string[] = [],
): Promise<PasswordRefusal | null> {
  const refusal = passwordRefusal(password, [account.email, ...words]);
  if (refusal) return refusal;
  const hash = await hashOf(password);
  await door.all(
    { text: `update account set password_hash = $2 where id = $1`, values: [account.id, hash] },
    { text: `delete from session where account = $1`, values: [account.id] },
    { text: `delete from password_reset where account = $1`, values: [account.id] },
  );
  return null;
}

/** Opens accounts for staff of a tenant; those that exist stay as they are. `id` is the id of the staff row. */
export async function openAccounts(
  door: Door,
  accounts: readonly { id: string; tenant: string; email: string }[],
): Promise<void> {
  await door.query({
    text: `insert into account (id, tenant, email)
      select a.id, a.tenant, a.email from jsonb_to_recordset($1::jsonb) a(id uuid, tenant text, email text) on conflict do nothing`,
    values: [JSON.stringify(accounts.map((account) => ({ ...account, email: foldedEmail(account.email) })))],
  });
}

/** Disables an account or lets it in again. A disabled one is dead at the next request; its sessions do not come back. */
export async function setActive(door: Door, account: string, isActive: boolean): Promise<void> {
  await door.all(
    { text: `update account set is_active = $2 where id = $1`, values: [account, isActive] },
    { text: `delete from session where account = $1 and not $2::boolean`, values: [account, isActive] },
    { text: `delete from password_reset where account = $1 and not $2::boolean`, values: [account, isActive] },
  );
}
