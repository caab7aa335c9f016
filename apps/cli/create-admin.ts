import { staff, staffProfile } from "#modules/network/index.ts";
import { asSystem } from "#platform/access/index.ts";
import {
  type Door,
  foldedEmail,
  openAccounts,
  passwordRefusal,
  setPassword,
  type Tenant,
  tenantOf,
} from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { argumentsOf, needed } from "./arguments.ts";
import { type Place, withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";
import { readPassword } from "./read-password.ts";

const usage =
  "create-admin EMAIL --tenant CODE --name NAME [--language en] [--production]   (the password comes from the input)";
const mendings = {
  "password-too-short": "it needs 15 characters; several words are easiest to keep.",
  "password-too-long": "it may have 256 characters.",
  "password-easily-guessed": "it is made of words and rows of keys that are guessed first.",
};

/** Opens the account of an administrator, who signs in with the mail address and the password read from the input. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["tenant", "name", "language"], usage);
  const email = foldedEmail(given.words[0] ?? "");
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new PlainProblem(`${email} is no mail address.`);
  const wanted = { email, name: needed(given, "name", usage), language: given.options.language ?? "en" };
  const code = needed(given, "tenant", usage);
  await withPlace(given.isProduction, (place) => create(place, code, wanted));
  console.error(`${email} can sign in.`);
  return 0;
}

type Wanted = { email: string; name: string; language: string };

async function create({ database, door }: Place, code: string, wanted: Wanted): Promise<void> {
  const tenant = await tenantOf(door, code);
  if (!tenant) throw new PlainProblem(`There is no tenant ${code}: open it with create-tenant.`);
  await refuseKnown(door, wanted.email);
  const password = await readPassword();
  const words = [tenant.name, tenant.code, wanted.name];
  const refusal = passwordRefusal(password, [wanted.email, ...words]);
  if (refusal) throw new PlainProblem(`The password is not taken: ${mendings[refusal]}`);
  const id = await addStaff(database, tenant, wanted);
  await openAccounts(door, [{ id, tenant: code, email: wanted.email }]);
  await setPassword(door, { id, email: wanted.email }, password, words);
}

async function refuseKnown(door: Door, email: string): Promise<void> {
  const rows = await door.query({ text: "select 1 from account where email = $1", values: [email] });
  if (rows.length > 0) throw new PlainProblem(`There is an account for ${email} already.`);
}

/** The person among the staff of the tenant, as an administrator of the whole of it; gives the id. */
async function addStaff(database: Database, tenant: Tenant, { email, name, language }: Wanted): Promise<string> {
  const id = newId();
  const fresh = { version: 1, createdAt: now(), dealers: [] };
  const told = { move: "create", by: null };
  const person = { ...fresh, id, name, email, language, isActive: true };
  const profile = { ...fresh, id: newId(), staff: id, role: "admin", dealer: null, region: null };
  await database.as(asSystem(tenant, "to let the first administrator in"), (tx) =>
    tx.finish(insertStatement(staff, [person], told), insertStatement(staffProfile, [profile], told)),
  );
  return id;
}
