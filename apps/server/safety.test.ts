import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { listen } from "#apps/testing/event-stream.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { type Voice, voiceAt } from "#apps/testing/voice.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

type Me = {
  user: { email: string };
  tenant: { code: string; name: string };
  profile: Profile | null;
  profiles: Profile[];
  now: string;
};
type Profile = { id: string; role: string; dealer: { code: string } | null };

/** Signs in with one tap and gives the cookie as the browser was told it. */
async function tapped(email: string): Promise<{ cookie: string; rules: string[]; voice: Voice; me: Me }> {
  const { status, body, headers, text } = await house.stranger().post<Me>("/demo/sign-in", { email });
  assert.equal(status, 200, text);
  const [cookie = "", ...rules] = (headers.getSetCookie()[0] ?? "").split("; ");
  return { cookie, rules, voice: house.stranger({ cookie }), me: body };
}

test("every answer carries the safe headers and is kept by nobody", async () => {
  const advisor = await house.as("advisor@sakura.demo");
  const pages = voiceAt(house.address, { accept: "text/html" });
  const answers = [
    await advisor.get("/me"),
    await advisor.get("/aftersales-leads?limit=1"),
    await advisor.get("/aftersales-leads.csv?view=sales-lost"),
    await advisor.get("/aftersales-leads/7"),
    await advisor.post("/aftersales-leads", {}),
    await house.stranger().get("/me"),
    await house.stranger().get("/health"),
    await house.stranger().get("/openapi.json"),
    await house.stranger().get("/nowhere"),
    await house.stranger().post("/sign-in", "{"),
    await pages.get("/forms/aftersales"),
    await pages.get("/forms/aftersales?key=none"),
  ];
  for (const { status, headers, text } of answers) {
    const where = `${status} ${text.slice(0, 80)}`;
    assert.equal(headers.get("cache-control"), "no-store", where);
    assert.equal(headers.get("x-content-type-options"), "nosniff", where);
    assert.equal(headers.get("referrer-policy"), "no-referrer", where);
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/, where);
    assert.match(headers.get("strict-transport-security") ?? "", /max-age=31536000/, where);
    assert.equal(headers.get("x-powered-by"), null, where);
    assert.equal(headers.get("access-control-allow-origin"), null, where);
  }
});

test("the cookie is for our own pages only, and no script reads it", async () => {
  const { rules, voice, me } = await tapped("advisor@sakura.demo");
  assert.deepEqual(rules.map((rule) => rule.split("=")[0]).sort(), ["HttpOnly", "Max-Age", "Path", "SameSite"]);
  assert.ok(rules.includes("SameSite=Strict"));
  assert.deepEqual(
    [me.user.email, me.tenant.code, me.profile?.role, me.profile?.dealer?.code],
    ["advisor@sakura.demo", "neo-jp", "advisor", "SAKURA"],
  );
  assert.equal((await voice.get("/me")).status, 200);
  assert.equal((await voice.post("/sign-out")).status, 204);
  assert.equal((await voice.get("/me")).status, 401, "the cookie opens nothing any more");
});

test("what another site's page sends with our cookie is refused", async () => {
  const { cookie } = await tapped("advisor@sakura.demo");
  const lead = { lastName: "Forged", phone: "03-1111-2222" };
  const host = new URL(house.address()).host;
  const from = (headers: Record<string, string>) =>
    house.stranger({ cookie, ...headers }).post("/aftersales-leads", lead);
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `http://${host}.evil.example` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ]) {
    const { status, body } = await from(headers as unknown as Record<string, string>);
    assert.deepEqual([status, body.reason], [403, "foreign-page"], JSON.stringify(headers));
  }
  assert.equal((await from({ origin: house.address() })).status, 201);
  const token = await house.token("advisor@sakura.demo");
  const program = house.stranger({ authorization: `Bearer ${token}`, origin: "https://partner.example" });
  assert.equal((await program.post("/aftersales-leads", lead)).status, 201, "a token is no cookie");
  for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
    const forged = await house.stranger({ "content-type": type }).post("/demo/sign-in", '{"email":"admin@neo.demo"}');
    assert.deepEqual(
      [forged.status, forged.headers.getSetCookie()],
      [415, []],
      "no form of another site signs anybody in",
    );
  }
});

test("who wears two hats chooses one, works with it, and can change it", async () => {
  const { voice, me } = await tapped("twohats@sakura.demo");
  assert.deepEqual([me.profile, me.profiles.length], [null, 2]);
  const closed = await voice.get("/aftersales-leads");
  assert.deepEqual([closed.status, closed.body.reason], [403, "profile-missing"]);
  assert.equal((await voice.post("/aftersales-leads", {})).body.reason, "profile-missing");
  const choose = (profile: unknown) => voice.post<Me>("/profile", { profile });
  const [advisor, sales] = ["advisor", "sales-staff"].map((role) => me.profiles.find((one) => one.role === role)?.id);
  assert.equal((await choose(advisor)).body.profile?.role, "advisor");
  assert.equal((await voice.get("/aftersales-leads")).status, 200);
  assert.equal((await choose(sales)).body.profile?.role, "sales-staff");
  assert.deepEqual(
    [(await voice.get("/aftersales-leads")).status, (await voice.get<Me>("/me")).body.profile?.role],
    [403, "sales-staff"],
  );
  const others = (await (await house.as("advisor@fuji.demo")).get<Me>("/me")).body.profile?.id;
  for (const profile of [others, "x", null, undefined, 7, "00000000-0000-7000-8000-000000000000"])
    assert.equal((await choose(profile)).status, 422, String(profile));
  assert.equal((await voice.get<Me>("/me")).body.profile?.role, "sales-staff");
  const token = await house.as("twohats@sakura.demo", advisor);
  assert.equal((await token.get("/aftersales-leads")).status, 200, "a token carries its profile");
});

test("a leap in time signs nobody out and forgets no answer", async () => {
  const { voice } = await tapped("advisor@sakura.demo");
  const said = { lastName: "Leap", phone: "03-1111-3333" };
  const first = await voice.post<{ id: string }>("/aftersales-leads", said, { key: "one click" });
  await house.travel("P100D");
  assert.equal((await voice.get("/me")).status, 200);
  assert.equal(
    (await voice.post<{ id: string }>("/aftersales-leads", said, { key: "one click" })).body.id,
    first.body.id,
  );
});

test("only the demo's accounts are signed in with one tap, and a wrong password opens nothing", async () => {
  const nobody = house.stranger();
  const { body } = await nobody.get<{ accounts: { email: string }[] }>("/demo");
  assert.ok(body.accounts.some(({ email }) => email === "advisor@sakura.demo"));
  for (const email of ["nobody@sakura.demo", "", "a".repeat(300), null, 7, ["advisor@sakura.demo"]]) {
    const { status, headers } = await nobody.post("/demo/sign-in", { email });
    assert.deepEqual([status, headers.getSetCookie()], [422, []], String(email));
  }
  const wrong = await nobody.post("/sign-in", { email: "advisor@sakura.demo", password: "password" });
  assert.deepEqual([wrong.status, wrong.body.reason, wrong.headers.getSetCookie()], [401, "sign-in-refused", []]);
});

test("the house says that it is open, and describes each of its operations", async () => {
  const nobody = house.stranger();
  assert.equal((await nobody.get("/health")).status, 200);
  const { body } = await nobody.get<{ openapi: string; paths: Record<string, unknown> }>("/openapi.json");
  assert.match(body.openapi, /^3\.1/);
  for (const path of [
    "/aftersales-leads",
    "/aftersales-leads/{id}",
    "/aftersales-leads/{id}/history",
    "/aftersales-leads/{id}/book",
    "/aftersales-leads.csv",
    "/intake/aftersales-leads",
    "/me",
    "/demo/clock",
  ])
    assert.ok(
      Object.keys(body.paths).some((known) => known.endsWith(path)),
      path,
    );
});

test("the event stream opens by cookie too, is kept by nobody, and is told as one", async () => {
  const { cookie } = await tapped("advisor@sakura.demo");
  const reply = await fetch(`${house.address()}/api/v1/events`, { headers: { cookie } });
  assert.deepEqual(
    [reply.status, reply.headers.get("content-type"), reply.headers.get("cache-control")],
    [200, "text/event-stream", "no-store"],
  );
  await reply.body?.cancel();
  assert.equal((await listen(house.address(), {})).status, 401);
});

test("whoever may not come in is not told what is wrong with what they sent", async () => {
  const described = await house.stranger().get<{ paths: Record<string, Record<string, unknown>> }>("/openapi.json");
  const open = ["/sign-in", "/demo/sign-in", "/session/forgotten", "/session/reset"];
  const doors = Object.entries(described.body.paths).flatMap(([path, methods]) =>
    ["post", "patch"]
      .filter((method) => method in methods)
      .map((method) => ({ method, path: path.replace(/^\/api\/v1/, "") })),
  );
  assert.ok(doors.length > 12);
  for (const { method, path } of doors.filter((door) => !open.includes(door.path))) {
    for (const [type, body] of [
      ["application/json", "{"],
      ["text/plain", "hello"],
      ["application/json", `"${"x".repeat(300_000)}"`],
    ] as const) {
      const url = `${house.address()}/api/v1${path.replace("{id}", "00000000-0000-7000-8000-000000000000")}`;
      const { status } = await fetch(url, { method: method.toUpperCase(), headers: { "content-type": type }, body });
      assert.equal(status, 401, `${method} ${path} with ${type} ${body.slice(0, 9)}`);
    }
  }
  const advisor = await house.as("advisor@sakura.demo");
  const travel = await advisor.post("/demo/clock", "{");
  assert.equal(travel.status, 403, "nor is a role that may not do it at all");
});
