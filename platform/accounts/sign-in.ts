import { type Account, accountByEmail, foldedEmail, verifyPassword } from "./accounts.ts";
import type { Door } from "./door.ts";
import type { GuessLimit } from "./guesses.ts";
import { TooManyAtOnce } from "./passwords.ts";

/** `refused` is one answer for a wrong password, an unknown mail and a disabled account; `wait` becomes 429 with Retry-After. */
export type SignIn = { kind: "signed-in"; account: Account } | { kind: "refused" } | { kind: "wait"; seconds: number };

/** Checks mail and password of somebody at a network address. Opens no session: call `openSession` with the account. */
export async function signIn(
  door: Door,
  limit: GuessLimit,
  said: { email: string; password: string; address: string },
): Promise<SignIn> {
  const permit = limit.attempt(foldedEmail(said.email), said.address);
  if (!("succeeded" in permit)) return { kind: "wait", seconds: permit.waitSeconds };
  try {
    const account = await accountByEmail(door, said.email);
    if (!(await verifyPassword(account, said.password)) || !account) return { kind: "refused" };
    permit.succeeded();
    return { kind: "signed-in", account };
  } catch (error) {
    permit.undone();
    if (error instanceof TooManyAtOnce) return { kind: "wait", seconds: 1 };
    throw error;
  }
}
