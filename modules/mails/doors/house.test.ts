import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import test, { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { firstTemplate } from "../first-templates.ts";
import { unsubscribeToken } from "../unsubscribe-link.ts";
import { endless } from "./compile.stand-in.worker.ts";

const standIn = new URL("./compile.stand-in.worker.ts", import.meta.url);
let house: TestHouse;
before(async () => {
  house = await openTestHouse(undefined, {}, { standIns: { "compile-template": standIn }, mostMs: 3000 });
});
after(() => house.close());

const which = { kind: "appointment-confirmed", audience: "customer", language: "en" };
const first = firstTemplate("appointment-confirmed", "customer", "en");
const broken: readonly [string, { subject?: string; body?: string }, string, number, number][] = [
  [
    "a name that nobody knows",
    { body: "<mjml><mj-body>\n\n  <mj-raw>{{ customer.nmae }}</mj-raw></mj-body></mjml>" },
    "body",
    3,
    14,
  ],
  [
    "a condition that does not end",
    { body: "<mjml><mj-body>\n<mj-raw>{% if customer.name %}</mj-raw></mj-body></mjml>" },
    "body",
    2,
    9,
  ],
  ["a block that does not exist", { body: "<mjml><mj-body>\n  <mj-box></mj-box></mj-body></mjml>" }, "body", 2, 3],
  ["a block in the wrong place", { body: "<mjml><mj-body>\n <mj-text>x</mj-text></mj-body></mjml>" }, "body", 2, 2],
  ["a file", { body: "<mjml><mj-body>\n<mj-include path='/etc/passwd' /></mj-body></mjml>" }, "body", 2, 1],
  ["a file by Liquid", { body: "<mjml><mj-body><mj-raw>{% include 'x' %}</mj-raw></mj-body></mjml>" }, "body", 1, 24],
  [
    "a way around escaping",
    { body: "<mjml><mj-body><mj-raw>{{ customer.name | raw }}</mj-raw></mj-body></mjml>" },
    "body",
    1,
    24,
  ],
  [
    "an endless loop",
    { body: "<mjml><mj-body><mj-raw>{% for i in (1..900000000) %}x{% endfor %}</mj-raw></mj-body></mjml>" },
    "body",
    1,
    24,
  ],
  [
    "so many blocks that Liquid cannot read what they become",
    { body: `<mjml><mj-body>${"<mj-section></mj-section>".repeat(2000)}</mj-body></mjml>` },
    "body",
    1,
    1,
  ],
  [
    "a loop that writes more than can be kept",
    {
      body: "<mjml><mj-body><mj-raw>{% for i in (1..3000) %}<p>0123456789 0123456789 0123456789 0123456789</p>{% endfor %}</mj-raw></mj-body></mjml>",
    },
    "body",
    1,
    1,
  ],
  ["a subject of two lines", { subject: "one\ntwo" }, "subject", 2, 1],
  ["a subject with a fault", { subject: "Hello {{ customer.name" }, "subject", 1, 7],
];

for (const [what, part, field, line, column] of broken) {
  test(`a template with ${what} is refused at its place, shown or saved`, async () => {
    const hq = await house.as("hq@neo.demo");
    for (const path of ["/mail-templates/preview", "/mail-templates"]) {
      const { status, body, text } = await hq.post(path, { ...which, ...first, ...part });
      assert.equal(status, 422, text);
      const [fault] = (body.errors ?? []) as { line?: number; column?: number }[];
      assert.deepEqual(
        [body.reason, body.field, fault?.line, fault?.column],
        ["broken-template", field, line, column],
        text,
      );
    }
  });
}

test("a template that keeps its compiler busy is refused, and everybody else is served meanwhile", async () => {
  const [hq, advisor] = [await house.as("hq@neo.demo"), await house.as("advisor@lumen.demo")];
  const current = "/mail-templates/current?kind=appointment-reminder&audience=customer&language=en";
  const before = (await hq.get(current)).body;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (const path of ["/mail-templates/preview", "/mail-templates"]) {
    const body = `${first?.body}<!-- ${endless} -->`;
    let isAnswered = false;
    const asked = hq.post(path, { ...which, kind: "appointment-reminder", ...first, body }).finally(() => {
      isAnswered = true;
    });
    delay.enable();
    let served = 0;
    for (; !isAnswered; served++) {
      assert.equal((await advisor.get("/aftersales-leads?limit=5")).status, 200);
      await pause(20);
    }
    delay.disable();
    const { status, body: told, text } = await asked;
    assert.deepEqual([status, told.reason, told.field], [422, "takes-too-long", "body"], text);
    assert.ok(served > 1, `${served} others were served`);
  }
  console.log(`  delay of the main thread, p99: ${(delay.percentile(99) / 1e6).toFixed(1)} ms`);
  assert.deepEqual((await hq.get(current)).body, before, "nothing of it is kept");
  assert.equal((await hq.post("/mail-templates/preview", { ...which, ...first })).status, 200, "and the next is shown");
});

test("characters that cannot be kept are refused before anything is shown", async () => {
  const hq = await house.as("hq@neo.demo");
  for (const odd of ["\u0000", "\ud800"])
    for (const path of ["/mail-templates/preview", "/mail-templates"])
      for (const field of ["subject", "body"] as const) {
        const said = await hq.post(path, { ...which, ...first, [field]: `${first?.[field]}${odd}` });
        assert.deepEqual([said.status, said.body.field], [422, field], said.text);
      }
});

test("versions of one template that are saved at the same moment each get a number of their own", async () => {
  const hq = await house.as("hq@neo.demo");
  const source = firstTemplate("appointment-moved", "customer", "en");
  const said = await Promise.all(
    Array.from({ length: 20 }, () =>
      hq.post<{ number: number }>("/mail-templates", { ...which, kind: "appointment-moved", ...source }),
    ),
  );
  assert.deepEqual(
    said.map(({ status, text }) => [status, status === 201 ? "" : text]),
    said.map(() => [201, ""]),
  );
  assert.deepEqual(
    said.map(({ body }) => body.number).sort((a, b) => a - b),
    said.map((_, i) => i + 1),
  );
});

test("headquarters sees a template with the values of a real lead, and a new version holds from then on", async () => {
  const hq = await house.as("hq@neo.demo");
  const [lead] = await house.sql<{ id: string; name: string }>(
    "select id, name from aftersales_lead order by id limit 1",
  );
  const shown = await hq.post<{ subject: string; html: string; text: string }>("/mail-templates/preview", {
    ...which,
    ...first,
    lead: lead?.id,
  });
  assert.equal(shown.status, 200, shown.text);
  assert.ok(shown.body.text.includes(lead?.name ?? "?"), shown.body.text);
  assert.equal((await hq.post("/mail-templates/preview", { ...which, ...first, lead: newId() })).body.field, "lead");
  const current = async () =>
    (
      await hq.get<{ number: number; subject: string }>(
        "/mail-templates/current?kind=appointment-confirmed&audience=customer&language=en",
      )
    ).body;
  assert.equal((await current()).number, 0);
  for (const number of [1, 2]) {
    const said = await hq.post<{ number: number }>(
      "/mail-templates",
      { ...which, ...first, subject: `Version ${number}` },
      { key: `version-${number}` },
    );
    assert.deepEqual([said.status, said.body.number], [201, number], said.text);
  }
  assert.deepEqual([(await current()).number, (await current()).subject], [2, "Version 2"]);
  const again = await hq.post<{ number: number }>(
    "/mail-templates",
    { ...which, ...first, subject: "Version 2" },
    { key: "version-2" },
  );
  assert.deepEqual([again.status, again.body.number], [201, 2]);
});

test("templates are for headquarters to write and for administrators to read; nobody else sees them", async () => {
  for (const [email, list, write] of [
    ["admin@neo.demo", 200, 403],
    ["advisor@sakura.demo", 403, 403],
    ["callcentre@neo.demo", 403, 403],
    ["area-east@neo.demo", 403, 403],
  ] as const) {
    const voice = await house.as(email);
    assert.equal((await voice.get("/mail-templates")).status, list, email);
    assert.equal(
      (await voice.get("/mail-templates/current?kind=appointment-confirmed&audience=customer&language=en")).status,
      list,
      email,
    );
    for (const path of ["/mail-templates", "/mail-templates/preview"])
      assert.equal((await voice.post(path, { ...which, ...first })).status, write, email);
  }
  for (const path of ["/mail-templates", "/mail-templates/preview"])
    assert.equal((await house.stranger().post(path, {})).status, 401);
});

test("a mail is shown in a sandbox without scripts, to those who see it and to nobody else", async () => {
  const id = newId();
  const base = {
    kind: "appointment-confirmed",
    audience: "customer",
    aboutRecord: "appointment",
    aboutId: "x",
    toEmail: "a@b.example",
    toName: "x",
    language: "en",
    sequence: 0,
    sendAt: "2199-01-01T00:00:00.000Z",
    handOverCount: 0,
    refusalCount: 0,
  };
  await house.put("mail", [
    { ...base, id, cause: id, dealer: "SAKURA", html: "<h1>Hello</h1><script>alert(1)</script>" },
  ]);
  const shown = await (await house.as("advisor@sakura.demo")).get(`/mails/${id}/page`);
  assert.equal(shown.status, 200);
  assert.ok(shown.text.includes("<h1>Hello</h1>"));
  const policy = shown.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /(^|; )sandbox$/);
  assert.ok(!policy.includes("script-src"));
  for (const email of ["advisor@fuji.demo", "advisor@lumen.demo", "admin@neo.demo"])
    assert.equal((await (await house.as(email)).get(`/mails/${id}/page`)).status, 404, email);
  assert.equal((await house.stranger().get(`/mails/${id}/page`)).status, 401);
  assert.equal((await (await house.as("advisor@sakura.demo")).get("/mails/x/page")).status, 404);
});

test("a planned mail becomes due, and the demo keeps what nobody writes a letter for where people see it", async () => {
  const id = newId();
  const base = {
    kind: "nobody-writes",
    audience: "customer",
    aboutRecord: "appointment",
    aboutId: "x",
    toEmail: "a@b.example",
    toName: "x",
    language: "en",
    sequence: 0,
    sendAt: now(),
    handOverCount: 0,
    refusalCount: 0,
  };
  await house.put("mail", [{ ...base, id, cause: id, dealer: "SAKURA" }]);
  const advisor = await house.as("advisor@sakura.demo");
  const parked = await eventually("the mail is set aside", async () => {
    const { body } = await advisor.get<{ status: string; refusal: string; version: number }>(`/mails/${id}`);
    return body.status === "parked" && body;
  });
  assert.match(parked.refusal, /nobody writes letters/);
  const { items } = (await advisor.get<{ items: { id: string }[] }>("/mails?view=needs-a-look")).body;
  assert.ok(items.some((one) => one.id === id));
  assert.equal(
    (await advisor.post(`/mails/${id}/drop`, { because: "not needed" }, { ifMatch: parked.version })).status,
    200,
  );
});

test("a mail to somebody about their own account is worked by nobody else", async () => {
  const id = newId();
  const mail = {
    kind: "password-reset",
    audience: "staff",
    dealer: null,
    aboutRecord: "account",
    aboutId: "x",
    toEmail: "a@b.example",
    toName: "x",
    language: "en",
    sequence: 0,
    sendAt: "2199-01-01T00:00:00.000Z",
    status: "maybe-sent",
    messageId: `<${id}@x>`,
    handOverCount: 1,
    refusalCount: 0,
  };
  await house.put("mail", [{ ...mail, id, cause: id }]);
  for (const email of ["hq@neo.demo", "callcentre@neo.demo"]) {
    const voice = await house.as(email);
    const { body } = await voice.get<{ version: number; can: Record<string, boolean> }>(`/mails/${id}`);
    for (const move of ["send-again", "arrived", "drop"]) {
      assert.equal(body.can[move], false, move);
      const said = await voice.post(`/mails/${id}/${move}`, {}, { ifMatch: body.version });
      assert.deepEqual([said.status, said.body.reason], [422, "not-yours"], `${email} ${move}: ${said.text}`);
    }
  }
  assert.equal((await (await house.as("advisor@sakura.demo")).get(`/mails/${id}`)).status, 404);
});

type Word = { isGiven: boolean; source: string };
test("one click ends marketing in the ledger, a look at the page does not, and a changed link does nothing", async () => {
  const [customer] = await house.sql<{ id: string }>(
    "select id from customer where (consents ->> 'directMarketing')::boolean limit 1",
  );
  assert.ok(customer, "the demo has a customer who agrees");
  const token = unsubscribeToken("the secret of the tests, long enough", { tenant: "neo-jp", customer: customer.id });
  const words = () =>
    house.sql<Word>(
      "select is_given as \"isGiven\", source from customer_consent where customer = $1 and purpose = 'directMarketing' order by at, id",
      [customer.id],
    );
  const before = await words();
  const at = (path: string) => `${house.address()}/mail/unsubscribe/${path}`;
  const looked = await fetch(at(token), { headers: { "accept-language": "ja" } });
  assert.equal(looked.status, 200);
  assert.match(await looked.text(), /<form method="post">.*配信を停止する/);
  assert.deepEqual(await words(), before);
  const changed = token.replace(/.$/, (sign) => (sign === "A" ? "B" : "A"));
  const click = {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  };
  assert.equal((await fetch(at(changed), click)).status, 404);
  assert.deepEqual(await words(), before);
  for (let i = 0; i < 2; i++) assert.equal((await fetch(at(token), click)).status, 200);
  assert.deepEqual((await words()).slice(before.length), [{ isGiven: false, source: "unsubscribe link" }]);
  const [held] = await house.sql<{ is: boolean }>(
    "select (consents ->> 'directMarketing')::boolean as is from customer where id = $1",
    [customer.id],
  );
  assert.equal(held?.is, false);
});
