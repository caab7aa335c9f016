import { profilesOf } from "#modules/network/staff.queries.ts";
import { accountByEmail, identityOf, openSession, type Profile, type Session } from "#platform/accounts/index.ts";
import type { Role } from "#platform/record/index.ts";
import { argumentsOf } from "./arguments.ts";
import { type Place, withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";

const usage = "token EMAIL [--profile ID]";
/** Who works with aftersales leads comes first, when somebody has several profiles and names none. */
const order: readonly Role[] = [
  "advisor",
  "store-manager",
  "area-manager",
  "hq",
  "call-centre",
  "sales-staff",
  "admin",
];

/** Prints a token of somebody's account as its last line on stdout. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["profile"], usage);
  const token = await withPlace(given.isProduction, (place) =>
    tokenFor(place, given.words[0] ?? "", given.options.profile),
  );
  console.log(token);
  return 0;
}

async function tokenFor({ database, door }: Place, email: string, wanted?: string): Promise<string> {
  const account = await accountByEmail(door, email);
  if (!account) throw new PlainProblem(`There is no active account for ${email}.`);
  const { id, tenant } = account;
  const session: Session = {
    digest: Buffer.alloc(0),
    kind: "token",
    account: { id, email: account.email },
    tenant,
    profile: null,
  };
  const identity = await identityOf(database, session, profilesOf);
  if (!identity) throw new PlainProblem(`${email} is no active member of the staff of ${tenant.name}.`);
  const profile = profileOf(identity.profiles, email, wanted);
  console.error(`${identity.user.name}, ${describe(profile)}, ${tenant.name}. The token lives 90 days:`);
  return openSession(door, id, "token", profile.id);
}

function profileOf(profiles: readonly Profile[], email: string, wanted?: string): Profile {
  const [first] = [...profiles].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const profile = wanted === undefined ? first : profiles.find(({ id }) => id === wanted);
  if (profile) return profile;
  if (!first) throw new PlainProblem(`${email} has no profile yet.`);
  throw new PlainProblem(
    `${email} has no profile ${wanted}, but ${profiles.map((one) => `${one.id} (${describe(one)})`).join(", ")}.`,
  );
}

const describe = ({ role, dealer, region }: Profile): string =>
  [role, dealer?.code ?? region?.code].filter(Boolean).join(" ");
