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
import { mailAddress } from "#platform/mail/address.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { placeOf, type Role, roles } from "#platform/record/index.ts";
import { argumentsOf, needed } from "./arguments.ts";
import { type Place, withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";
import { readPassword } from "./read-password.ts";

const usage =
  "create-admin EMAIL --tenant CODE --name NAME [--language en] [--role advisor --dealer CODE | --role area-manager --region CODE] [--production]   (the password comes from the input)";
/** How a password that is not taken becomes one that is. */
export const mendings = {
  "password-too-short": "it needs 15 characters; several words are easiest to keep.",
  "password-too-long": "it may have 256 characters.",
  "password-easily-guessed": "it is made of words and rows of keys that are guessed first.",
};

/** Opens the account of an administrator, or of any member of staff by `--role`; the password is read from the input. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["tenant", "name", "language", "role", "dealer", "region"], usage);
  const email = foldedEmail(given.words[0] ?? "");
  if (mailAddress(email) === null) throw new PlainProblem(`${email} is no mail address.`);
  const wanted = {
    email,
    name: needed(given, "name", usage),
    language: given.options.language ?? "en",
    ...placeFrom(given.options),
  };
  const code = needed(given, "tenant", usage);
  await withPlace(given.isProduction, (place) => create(place, code, wanted));
  console.error(`${email} can sign in.`);
  return 0;
}

type Standing = { role: Role; dealer: string | null; region: string | null };
type Wanted = { email: string; name: string; language: string } & Standing;

/** The role and the place it stands at: a dealer, a region, or the whole company. */
function placeFrom({
  role = "admin",
  dealer = null,
  region = null,
}: Readonly<Record<string, string | null>>): Standing {
  const known = roles.find((one) => one === role);
  if (!known) throw new PlainProblem(`--role is ${role}: it must be one of ${roles.join(", ")}.`);
  const needs = placeOf[known];
  if (needs === "dealer" && !dealer) throw new PlainProblem(`--role ${role} stands at a dealer: add --dealer CODE.`);
  if (needs === "region" && !region) throw new PlainProblem(`--role ${role} stands for a region: add --region CODE.`);
  return { role: known, dealer: needs === "dealer" ? dealer : null, region: needs === "region" ? region : null };
}

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

/** The person among the staff of the tenant, with one profile; gives the id. */
async function addStaff(database: Database, tenant: Tenant, wanted: Wanted): Promise<string> {
  const { email, name, language, role, dealer, region } = wanted;
  const id = newId();
  const [at, dealers] = [now(), dealer ? [dealer] : []];
  const told = { move: "create", by: null };
  const person = begin(staff, { id, name, email, language, isActive: true, dealers }, at, "UTC");
  const profile = begin(staffProfile, { id: newId(), staff: id, role, dealer, region, dealers }, at, "UTC");
  await database.as(asSystem(tenant, "to let the first administrator in"), (tx) =>
    tx
      .finish(insertStatement(staff, [person], told), insertStatement(staffProfile, [profile], told))
      .catch((problem: { code?: string }) => {
        throw problem.code === "23503"
          ? new PlainProblem(`${tenant.code} has no dealer or region of that code.`)
          : problem;
      }),
  );
  return id;
}
