import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { type EventStream, listen } from "#apps/testing/event-stream.ts";
import { arrive } from "#apps/testing/lead-steps.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { accountByEmail, openDoor, setActive, setPassword } from "#platform/accounts/index.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let token: string;
before(async () => {
  house = await openTestHouse();
  token = await house.token("advisor@sakura.demo");
});
after(() => house.close());

type Asked = { method?: string; headers?: Record<string, string>; body?: string };
type Answered = { status: number; headers: Headers; text: string };
async function ask(path: string, asked: Asked = {}): Promise<Answered> {
  const reply = await fetch(house.address() + path, { redirect: "manual", ...asked });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}
const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** How somebody loses what they had: each ends what stands behind a stream of theirs. */
const losses: readonly [what: string, lose: (email: string, id: string) => Promise<unknown>][] = [
  ["the session is ended elsewhere", async (email) => (await house.as(email)).post("/sessions/end-others")],
  ["the account is disabled", (_, id) => setActive(openDoor(house.database.pool), id, false)],
  [
    "another password is set",
    (email, id) => setPassword(openDoor(house.database.pool), { id, email }, "four words of a test"),
  ],
  ["nobody of staff any more", (_, id) => house.sql("update staff set is_active = false where id = $1", [id])],
  [
    "the profile moved to another dealer",
    (_, id) => house.sql("update staff_profile set dealer = 'FUJI', dealers = '{FUJI}' where staff = $1", [id]),
  ],
];

test("whoever loses the session, the account or the profile hears nothing more, and everybody else goes on", async () => {
  const stays = await listen(house.address(), { authorization: `Bearer ${token}` });
  for (const [nth, [what, lose]] of losses.entries()) {
    const email = `leaver-${nth}@sakura.demo`;
    await house.hire(email, "advisor", { dealer: "SAKURA" });
    const stream: EventStream = await listen(house.address(), { authorization: `Bearer ${await house.token(email)}` });
    assert.equal(stream.status, 200, what);
    const account = await accountByEmail(openDoor(house.database.pool), email);
    await lose(email, account?.id ?? "");
    await eventually(`the stream ends: ${what}`, async () => stream.isOver());
    const { id } = await arrive(house);
    await stays.change(id, 1);
    assert.deepEqual(
      stream.heard.filter((one) => one.id === id),
      [],
      what,
    );
  }
  assert.equal(stays.isOver(), false);
  stays.close();
});

test("HEAD answers as GET does, to the same people, and sends nothing", async () => {
  const { id } = await arrive(house);
  const signedIn = { authorization: `Bearer ${token}` };
  const other = { authorization: `Bearer ${await house.token("advisor@fuji.demo")}` };
  const asked: readonly [path: string, headers: Record<string, string>, status: number][] = [
    ["/api/v1/health", {}, 200],
    ["/api/v1/openapi.json", {}, 200],
    ["/api/v1/aftersales-leads?limit=3", signedIn, 200],
    ["/api/v1/aftersales-leads", {}, 401],
    [`/api/v1/aftersales-leads/${id}`, signedIn, 200],
    [`/api/v1/aftersales-leads/${id}`, other, 404],
    [`/api/v1/aftersales-leads/${id}/history`, other, 404],
    ["/api/v1/aftersales-leads.csv", signedIn, 200],
    ["/api/v1/aftersales-leads.csv", {}, 401],
    ["/api/v1/nowhere", signedIn, 404],
    ["/", { accept: browser }, 200],
    ["/nowhere", { accept: browser }, 404],
    ["/nowhere", {}, 404],
    ["/forms/aftersales", {}, 200],
    ["/forms/aftersales.css", {}, 200],
    ["/mail/unsubscribe/x", {}, 404],
    ["/appointments/c/x", {}, 404],
  ];
  const named = ["content-type", "content-length", "content-language", "cache-control", "etag", "content-disposition"];
  for (const [path, headers, status] of asked) {
    const [get, head] = [await ask(path, { headers }), await ask(path, { method: "HEAD", headers })];
    assert.deepEqual([get.status, head.status, head.text], [status, status, ""], path);
    const isCounted = get.headers.get("content-length") !== null && path !== "/forms/aftersales";
    for (const name of named.filter((one) => one !== "content-length" || isCounted))
      assert.equal(head.headers.get(name), get.headers.get(name), `${path}: ${name}`);
  }
  const stream = await ask("/api/v1/events", { method: "HEAD", headers: signedIn });
  assert.deepEqual([stream.status, stream.headers.get("content-type"), stream.text], [200, "text/event-stream", ""]);
  assert.equal((await ask("/api/v1/events", { method: "HEAD" })).status, 401);
});

test("every address outside the API answers a person with a page, and a program that accepts JSON alone with JSON", async () => {
  const page = /^<!doctype html>/i;
  for (const accept of [browser, "*/*", "", "text/plain", "application/json, text/plain, */*"]) {
    for (const [path, status] of [
      ["/", 200],
      ["/aftersales-leads/7?x=1", 200],
      ["/Calendar/", 200],
      ["/nowhere", 404],
      ["/aftersales-leads/7/8", 404],
      ["/assets/gone.js", 404],
      ["/apiary", 404],
      ["/%zz", 400],
    ] as const) {
      const reply = await ask(path, { headers: { accept } });
      const where = `${path} for ${accept}`;
      assert.deepEqual(
        [reply.status, reply.headers.get("content-type")?.toLowerCase()],
        [status, "text/html; charset=utf-8"],
        where,
      );
      assert.match(reply.text, page, where);
      assert.match(
        reply.headers.get("content-security-policy") ?? "",
        /default-src 'none'.*frame-ancestors 'none'/,
        where,
      );
    }
    const posted = await ask("/nowhere", { method: "POST", headers: { accept }, body: "" });
    assert.deepEqual([posted.status, page.test(posted.text)], [404, true], accept);
  }
  for (const accept of ["application/json", "application/problem+json", "application/json;q=0.9, text/html;q=0"])
    for (const path of ["/", "/nowhere", "/assets/gone.js"]) {
      const reply = await ask(path, { headers: { accept } });
      assert.deepEqual([reply.status, JSON.parse(reply.text).reason], [404, "not-found"], `${path} for ${accept}`);
    }
  for (const path of ["/api", "/api/v1/nowhere", "/api/v2/me"]) {
    const reply = await ask(path, { headers: { accept: browser } });
    assert.deepEqual([reply.status, JSON.parse(reply.text).reason], [404, "not-found"], path);
  }
});

test("a form that is too large, or is none of ours, is answered at every door with a page that says what to do", async () => {
  const said: Readonly<Record<string, RegExp>> = { en: /Go back/, ja: /戻/, zh: /返回/, ru: /Вернитесь/ };
  const large = { type: "application/x-www-form-urlencoded", body: `notes=${"x".repeat(600_000)}`, status: 413 };
  const foreign = { type: "multipart/form-data; boundary=x", body: "--x--", status: 415 };
  for (const door of [
    "/forms/aftersales",
    "/mail/unsubscribe/x",
    "/appointments/c/x",
    "/forgotten-password",
    "/sign-in",
  ])
    for (const [language, words] of Object.entries(said))
      for (const { type, body, status } of [large, foreign]) {
        const isForm = door.startsWith("/forms") || door.startsWith("/mail") || door.startsWith("/appointments");
        const headers = { "content-type": type, "accept-language": language, accept: browser };
        const reply = await ask(door, { method: "POST", headers, body });
        const where = `${door} in ${language}: ${reply.status} ${reply.text.slice(0, 80)}`;
        assert.equal(reply.status, isForm ? status : 404, where);
        assert.match(reply.text, new RegExp(`<html lang="${language}"`), where);
        if (isForm && status === 413 && !door.startsWith("/appointments")) assert.match(reply.text, words, where);
        assert.doesNotMatch(reply.text, /FST_|trace|\{"/i, where);
      }
  const inJapanese = await ask("/forms/aftersales?lang=ja", {
    method: "POST",
    headers: { "content-type": large.type, "accept-language": "ru" },
    body: large.body,
  });
  assert.match(inJapanese.text, /<html lang="ja"/, "the language of the form goes before the browser's");
  const form = await ask("/forms/aftersales?lang=ja");
  assert.match(form.text, /action="\/forms\/aftersales\?[^"]*lang=ja"/, "and the form says it");
  for (const accept of [browser, "*/*"]) {
    const reply = await ask("/api/v1/sign-in", {
      method: "POST",
      headers: { accept, "content-type": "application/json" },
      body: large.body,
    });
    assert.deepEqual([reply.status, JSON.parse(reply.text).reason], [413, "too-large"], "the API answers programs");
  }
});
