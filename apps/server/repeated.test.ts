import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Reply, Voice } from "#apps/testing/voice.ts";
import { contractSla } from "#modules/aftersales-leads/index.ts";
import { firstTemplate } from "#modules/mails/first-templates.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

type Me = { profile: { id: string } | null; profiles: { id: string }[]; now: string };

/** Signs in with one tap and speaks with its cookie. */
async function tapped(email: string): Promise<{ voice: Voice; me: Me }> {
  const { body, headers } = await house.stranger().post<Me>("/demo/sign-in", { email });
  const [cookie = ""] = (headers.getSetCookie()[0] ?? "").split("; ");
  return { voice: house.stranger({ cookie }), me: body };
}

test("the same key travels once, also for twenty clicks at once, and another distance under it is refused", async () => {
  const admin = await house.as("admin@neo.demo");
  const nowOf = async (): Promise<number> => Date.parse((await admin.get<Me>("/me")).body.now);
  const before = await nowOf();
  const clicks = await Promise.all(
    Array.from({ length: 20 }, () => admin.post<Me>("/demo/clock", { advance: "P1D" }, { key: "one leap" })),
  );
  for (const { status, body } of clicks) assert.deepEqual([status, body], [200, clicks[0]?.body]);
  assert.equal(Math.floor((Date.parse(clicks[0]?.body.now ?? "") - before) / 86_400_000), 1);
  const again = await admin.post<Me>("/demo/clock", { advance: "P1D" }, { key: "one leap" });
  assert.deepEqual(
    [again.status, again.body, again.headers.get("idempotency-replayed")],
    [200, clicks[0]?.body, "true"],
  );
  assert.equal(Math.floor(((await nowOf()) - before) / 86_400_000), 1, "one day in all");
  const other = await admin.post("/demo/clock", { advance: "P2D" }, { key: "one leap" });
  assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
  assert.equal((await admin.post("/demo/clock", { advance: "never" }, { key: "another" })).status, 422);
  assert.equal((await admin.post("/demo/clock", { advance: "PT1M" }, { key: "another" })).status, 200, "still free");
});

const template = { kind: "appointment-confirmed", audience: "customer", language: "en" } as const;
/** Everything that can be created: by whom, where, and from what. */
const creations = (): readonly [email: string, path: string, body: Record<string, unknown>][] => [
  ["advisor@sakura.demo", "/aftersales-leads", { lastName: 'Ag"ain"', phone: "03-1111-4444" }],
  ["advisor@sakura.demo", "/vehicles", { vin: "ZN9DEMX10REPEAT01" }],
  ["advisor@sakura.demo", "/appointments", { name: "再来", startsAt: inDays(20) }],
  [
    "manager@sakura.demo",
    "/service-bays",
    { name: "Again", equipment: ["lift"], hours: [], absences: [], isActive: true },
  ],
  [
    "hq@neo.demo",
    "/mail-templates",
    { ...template, ...firstTemplate(template.kind, template.audience, template.language) },
  ],
  ["hq@neo.demo", "/sla-policies", { ...contractSla, name: "Again", holdsFrom: inDays(40).slice(0, 10) }],
];
const formOf = ({ headers }: Reply<unknown>): (string | null)[] =>
  ["etag", "content-type", "content-length", "content-language", "cache-control"].map((name) => headers.get(name));

test("whoever sends a request again under its key gets the first answer, byte for byte, for all that can be created", async () => {
  for (const [email, path, body] of creations()) {
    const voice = await house.as(email);
    const first = await voice.post(path, body, { key: `again ${path}` });
    assert.equal(first.status, 201, `${path}: ${first.text}`);
    const again = await voice.post(path, body, { key: `again ${path}` });
    assert.deepEqual([again.status, again.text, formOf(again)], [201, first.text, formOf(first)], path);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
  }
});

test("an answer that was kept before an update of the program is still given", async () => {
  const advisor = await house.as("advisor@sakura.demo");
  const body = { vin: "ZN9DEMX10REPEAT02" };
  const first = await advisor.post("/vehicles", body, { key: "of yesterday" });
  const [kept] = await house.sql(
    "update idempotency set body = answer::jsonb, answer = null, version = null where key = 'of yesterday' returning key",
  );
  assert.ok(kept, first.text);
  const again = await advisor.post("/vehicles", body, { key: "of yesterday" });
  assert.deepEqual([again.status, again.body, again.headers.get("etag")], [201, first.body, '"1"']);
});

test("a profile is chosen once under one key, and the same key chooses no other", async () => {
  const { voice, me } = await tapped("twohats@sakura.demo");
  const [one, two] = me.profiles.map(({ id }) => id);
  const first = await voice.post<Me>("/profile", { profile: one }, { key: "my hat" });
  assert.equal((await voice.post("/profile", { profile: two })).status, 200);
  const again = await voice.post<Me>("/profile", { profile: one }, { key: "my hat" });
  assert.deepEqual([again.status, again.text], [200, first.text]);
  assert.equal((await voice.get<Me>("/me")).body.profile?.id, two, "an old click changes nothing any more");
  const other = await voice.post("/profile", { profile: two }, { key: "my hat" });
  assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
});

test("signing out again under the same key is answered the same, and opens nothing", async () => {
  const { voice } = await tapped("advisor@sakura.demo");
  for (const turn of ["first", "again"]) {
    const { status, headers } = await voice.post("/sign-out", undefined, { key: "leaving" });
    assert.equal(status, 204, turn);
    assert.match(headers.getSetCookie()[0] ?? "", /Max-Age=0/);
  }
  assert.equal((await voice.get("/me", { key: "leaving" })).status, 401);
  assert.equal((await voice.post("/sign-out")).status, 401, "without a key it is a request of nobody");
  assert.equal((await house.stranger().post("/sign-out", undefined, { key: "leaving" })).status, 401);
  const foreign = await voice.post("/sign-out", undefined, {
    key: "leaving",
    headers: { origin: "https://evil.example" },
  });
  assert.equal(foreign.status, 403, "another site's page signs nobody out");
});
