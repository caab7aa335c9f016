import { accountByEmail, setPassword } from "#platform/accounts/index.ts";
import { argumentsOf } from "./arguments.ts";
import { mendings } from "./create-admin.ts";
import { type Place, withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";
import { readPassword } from "./read-password.ts";

const usage = "set-password EMAIL [--production]   (the password comes from the input)";

/** Sets the password of somebody who forgot it where no mail server brings a link; it is read from the input. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, [], usage);
  const email = given.words[0] ?? "";
  await withPlace(given.isProduction, (place) => set(place, email));
  console.error(`${email} can sign in with the new password; every session and token has ended.`);
  return 0;
}

async function set({ door }: Place, email: string): Promise<void> {
  const account = await accountByEmail(door, email);
  if (!account) throw new PlainProblem(`There is no active account for ${email}.`);
  const { name, code } = account.tenant;
  const refusal = await setPassword(door, account, await readPassword(), [name, code]);
  if (refusal) throw new PlainProblem(`The password is not taken: ${mendings[refusal]}`);
}
