import { asSystem, type Person } from "#platform/access/actor.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { Role } from "#platform/record/index.ts";
import type { Door } from "./door.ts";
import { keepProfile, type Session } from "./sessions.ts";

/** A role at one place. `dealers` are the codes of its scope: one, those of its region, or none for the whole tenant. */
export type Profile = {
  id: string;
  role: Role;
  dealer: { code: string; name: string; zone: string } | null;
  region: { code: string; name: string } | null;
  dealers: readonly string[];
};
/** Who somebody is to the people of the tenant. `language` is BCP 47. */
export type User = { id: string; name: string; email: string; language: string };

/**
 * Reads an active member of staff with all profiles, or null; the module that owns staff implements it. It is the
 * only statement of its transaction and finishes it, so that it costs one round trip.
 */
export type ProfilesOf = (
  tx: Transaction,
  staffId: string,
) => Promise<{ user: User; profiles: readonly Profile[] } | null>;

/** The same of several members of staff at once, by their ids; who is nobody any more is left out. */
export type ProfilesOfAll = (
  tx: Transaction,
  staffIds: readonly string[],
) => Promise<ReadonlyMap<string, { user: User; profiles: readonly Profile[] }>>;

/** Everything `GET /me` tells. `person` is null until one of several profiles is chosen (AL-08). */
export type Identity = {
  user: User;
  tenant: { code: string; name: string };
  profile: Profile | null;
  profiles: readonly Profile[];
  person: Person | null;
};

/** What of a session says who somebody is. */
type Standing = Pick<Session, "account" | "tenant" | "profile">;

/** Who stands behind a session, read anew at every request, so that a withdrawn right is gone at once. Null: nobody any more. */
export async function identityOf(
  database: Database,
  session: Standing,
  profilesOf: ProfilesOf,
): Promise<Identity | null> {
  const found = await database.as(asSystem(session.tenant, "to know who somebody is"), (tx) =>
    profilesOf(tx, session.account.id),
  );
  if (!found) return null;
  const { user, profiles } = found;
  const profile = pick(profiles, session.profile);
  const { code, name } = session.tenant;
  return { user, tenant: { code, name }, profile, profiles, person: profile && asPerson(session, user, profile) };
}

/** Who stands behind each of these sessions of one tenant now; null for one without a profile, or of nobody any more. */
export async function personsOf(
  database: Database,
  tenant: Session["tenant"],
  sessions: readonly { account: string; profile: string | null }[],
  profilesOfAll: ProfilesOfAll,
): Promise<(Person | null)[]> {
  const ids = [...new Set(sessions.map(({ account }) => account))];
  const found = await database.as(asSystem(tenant, "whether open pages may go on"), (tx) => profilesOfAll(tx, ids));
  return sessions.map(({ account, profile: chosen }) => {
    const its = found.get(account);
    const profile = its ? pick(its.profiles, chosen) : null;
    return its && profile ? asPerson({ tenant }, its.user, profile) : null;
  });
}

/** The actor behind a session, or null while there is none: no profile chosen, or nobody any more. */
export const personOf = async (database: Database, session: Session, profilesOf: ProfilesOf): Promise<Person | null> =>
  (await identityOf(database, session, profilesOf))?.person ?? null;

/** Who has one profile has it chosen; a chosen one that was withdrawn is not replaced by another. */
const pick = (profiles: readonly Profile[], chosen: string | null): Profile | null =>
  (chosen ? profiles.find((profile) => profile.id === chosen) : profiles.length === 1 ? profiles[0] : undefined) ??
  null;

const asPerson = (session: Pick<Standing, "tenant">, user: User, profile: Profile): Person => ({
  kind: "person",
  tenant: session.tenant.code,
  schema: session.tenant.schema,
  userId: user.id,
  userName: user.name,
  profileId: profile.id,
  role: profile.role,
  dealer: profile.dealer?.code ?? null,
  region: profile.region?.code ?? null,
  dealers: profile.dealers,
});

/** Chooses or switches the profile of a session; null when it is none of the person's own, and nothing changes. */
export async function chooseProfile(
  door: Door,
  database: Database,
  session: Session,
  profile: string,
  profilesOf: ProfilesOf,
): Promise<Identity | null> {
  const identity = await identityOf(database, { ...session, profile }, profilesOf);
  if (!identity?.person) return null;
  await keepProfile(door, session, profile);
  return identity;
}
