import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newId } from "#platform/clocks/chance.ts";
import { type House, newcomer, openHouse } from "./house.fixture.ts";
import {
  type Account,
  chooseProfile,
  identityOf,
  openSession,
  type Profile,
  type ProfilesOf,
  personOf,
  type Session,
  sessionOf,
} from "./index.ts";

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const profile = (role: Profile["role"], place: Partial<Profile>): Profile => ({
  id: newId(),
  role,
  dealer: null,
  region: null,
  dealers: [],
  ...place,
});
const sakura = { code: "SAKURA", name: "Sakura", zone: "Asia/Tokyo" };
const advisor = profile("advisor", { dealer: sakura, dealers: ["SAKURA"] });
const seller = profile("sales-staff", { dealer: sakura, dealers: ["SAKURA"] });
const area = profile("area-manager", { region: { code: "east", name: "East" }, dealers: ["SAKURA", "MOMIJI"] });
/** Staff as a tenant would have it, asked of the database as the real reader asks. */
const staff =
  (account: Account, ...profiles: Profile[]): ProfilesOf =>
  async (tx, staffId) => {
    await tx.finish({ text: "select 1", values: [] });
    return staffId === account.id
      ? { user: { id: staffId, name: "佐藤 美緒", email: account.email, language: "ja" }, profiles }
      : null;
  };
let mails = 0;
async function signedIn(chosen?: string): Promise<{ account: Account; session: Session; secret: string }> {
  const account = await newcomer(house, `person${++mails}@sakura.test`);
  const secret = await openSession(house.door, account.id, "browser", chosen);
  return { account, secret, session: (await sessionOf(house.door, secret)) as Session };
}

test("who has one profile has it at sign-in", async () => {
  const { account, session } = await signedIn();
  const person = await personOf(house.database, session, staff(account, advisor));
  assert.deepEqual(person, {
    kind: "person",
    tenant: "neo-jp",
    schema: "t_neo_jp",
    userId: account.id,
    userName: "佐藤 美緒",
    profileId: advisor.id,
    role: "advisor",
    dealer: "SAKURA",
    region: null,
    dealers: ["SAKURA"],
  });
});

test("who has several profiles has none until one is chosen, and can switch", async () => {
  const { account, session, secret } = await signedIn();
  const of = staff(account, advisor, seller);
  const before = await identityOf(house.database, session, of);
  assert.deepEqual([before?.profile, before?.person, before?.profiles.length], [null, null, 2]);
  for (const chosen of [advisor, seller]) {
    assert.equal((await chooseProfile(house.door, house.database, session, chosen.id, of))?.profile?.role, chosen.role);
    const next = (await sessionOf(house.door, secret)) as Session;
    assert.equal((await personOf(house.database, next, of))?.profileId, chosen.id);
  }
});

test("nobody chooses a profile of somebody else", async () => {
  const { account, session, secret } = await signedIn();
  for (const id of [area.id, newId(), "not an id"]) {
    assert.equal(await chooseProfile(house.door, house.database, session, id, staff(account, advisor, seller)), null);
  }
  assert.equal((await sessionOf(house.door, secret))?.profile, null);
});

test("a person of a region has the codes of its dealers", async () => {
  const { account, session } = await signedIn();
  const person = await personOf(house.database, session, staff(account, area));
  assert.deepEqual([person?.region, person?.dealer, person?.dealers], ["east", null, ["SAKURA", "MOMIJI"]]);
});

test("a token that names a profile acts in it", async () => {
  const { account, session } = await signedIn(seller.id);
  assert.equal((await personOf(house.database, session, staff(account, advisor, seller)))?.role, "sales-staff");
});

test("a profile that was withdrawn is gone at the next request and not replaced by another", async () => {
  const { account, session } = await signedIn(seller.id);
  assert.equal(await personOf(house.database, session, staff(account, advisor)), null);
});

test("somebody who left the staff is nobody", async () => {
  const { session } = await signedIn();
  assert.equal(await identityOf(house.database, session, async () => null), null);
});

test("to know who asks takes two round trips", async () => {
  const { account, secret } = await signedIn();
  let trips = 0;
  const stop = house.database.onTrips((n) => (trips += n));
  const session = (await sessionOf(house.door, secret)) as Session; // one round trip of the door, which is not counted here
  await personOf(house.database, session, staff(account, advisor));
  stop();
  assert.equal(trips, 1);
});
