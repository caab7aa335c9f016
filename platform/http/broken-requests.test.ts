import assert from "node:assert/strict";
import { connect } from "node:net";
import test, { after, before } from "node:test";
import "#platform/testing/pinned-clock.ts";
import type { FastifyInstance } from "fastify";
import { openDatabase } from "#platform/db/database.ts";
import type { Opening } from "./route.ts";
import { addRoutes, plainServer } from "./serve.ts";

/** A house without a database: what is asked here never gets so far. */
const opening: Opening = {
  stage: "open",
  open: { db: openDatabase({ host: "nowhere.invalid" }), known: new Map(), profilesOf: async () => null },
};
let app: FastifyInstance;
let port: number;
before(async () => {
  app = await plainServer(opening);
  const described = { answers: { 200: { description: "What was asked", type: "application/json" } } };
  addRoutes(
    app,
    opening,
    (["GET", "POST"] as const).map((method) => ({
      ...{ method, path: "/things/{id}", operation: `thing.${method}`, summary: "A thing", described },
      policy: { open: "a test asks" },
      handle: async ({ params, body }) => ({ status: 200, body: { id: params.id, body } }),
    })),
  );
  port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
});
after(() => app.close());

type Read = { status: number; headers: Map<string, string>; body: string };
/** Sends the bytes and reads until the server ends the connection, or until `count` answers are here. */
function talk(bytes: string, count = Number.POSITIVE_INFINITY): Promise<{ answers: Read[]; isEnded: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let text = "";
    socket.setEncoding("latin1").on("data", (part) => {
      text += part;
      if (answersIn(text).length >= count) socket.destroy();
    });
    socket.once("error", reject);
    socket.setTimeout(60_000, () => socket.destroy());
    let isEnded = false;
    socket.once("end", () => {
      isEnded = true;
    });
    socket.once("close", () => resolve({ answers: answersIn(text), isEnded }));
    socket.write(bytes);
  });
}

/** The whole answers at the beginning of a text; each says its length. */
function answersIn(text: string): Read[] {
  const answers: Read[] = [];
  for (let from = 0; ; ) {
    const end = text.indexOf("\r\n\r\n", from);
    if (end < 0) return answers;
    const [first = "", ...lines] = text.slice(from, end).split("\r\n");
    const headers = new Map(
      lines.map((line) => [line.split(": ")[0]?.toLowerCase() ?? "", line.slice(line.indexOf(": ") + 2)]),
    );
    const bodyEnd = end + 4 + Number(headers.get("content-length"));
    if (text.length < bodyEnd) return answers;
    answers.push({ status: Number(first.split(" ")[1]), headers, body: text.slice(end + 4, bodyEnd) });
    from = bodyEnd;
  }
}

const get = (path: string): string => `GET /api/v1${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const post = (headers: string, body: string): string =>
  `POST /api/v1/things/1 HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n${body}`;
const json = "Content-Type: application/json";
const good = get("/things/1");

const broken: readonly [what: string, bytes: string, status: number, reason: string][] = [
  ["an address beyond all headers", get(`/things/${"x".repeat(20_000)}`), 431, "headers-too-large"],
  [
    "headers beyond 16 KB",
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
    431,
    "headers-too-large",
  ],
  ["no request line", "hello\r\n\r\n", 400, "unreadable"],
  ["an unknown method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "unreadable"],
  ["a header without a colon", "GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400, "unreadable"],
  ["a chunk without a length", post(`${json}\r\nTransfer-Encoding: chunked`, "zz\r\n"), 400, "unreadable"],
  [
    "two lengths of one body",
    post(`${json}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked`, "0\r\n\r\n"),
    400,
    "unreadable",
  ],
  ["a proxy's request", "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, "no-proxy"],
];

test("what cannot be read as a request is refused as everything is, and the connection says that it ends", async () => {
  for (const [what, bytes, status, reason] of broken) {
    const { answers, isEnded } = await talk(bytes + good + good);
    assert.deepEqual([answers.length, isEnded], [1, true], what);
    const [{ headers, body, ...answer }] = answers as [Read];
    assert.equal(answer.status, status, what);
    assert.equal(headers.get("content-type"), "application/problem+json; charset=utf-8", what);
    assert.deepEqual([headers.get("connection"), headers.get("cache-control")], ["close", "no-store"], what);
    assert.equal(headers.get("x-content-type-options"), "nosniff", what);
    const told = JSON.parse(body) as Record<string, unknown>;
    assert.deepEqual([told.status, told.reason, told.type], [status, reason, `https://marque.dev/problems/${reason}`]);
    assert.match(String(told.traceId), /^[0-9a-f-]{36}$/);
  }
});

test("what was asked before a broken request on the same connection is answered first", async () => {
  const { answers, isEnded } = await talk(`${good}${post(`${json}\r\nContent-Length: 2`, "{}")}hello\r\n\r\n${good}`);
  assert.deepEqual([answers.map(({ status }) => status), isEnded], [[200, 200, 400], true]);
  assert.equal(answers.at(-1)?.headers.get("connection"), "close");
});

test("addresses that are too long, or cannot be read, leave no later request of their connection unanswered", async () => {
  const odd = [
    get(`/things/${"x".repeat(5_000)}`),
    get("/things/%zz"),
    "GET /api/v1/things/1 HTTP/1.1\r\n\r\n",
    post("Expect: wonders\r\nContent-Length: 0", ""),
  ];
  const { answers } = await talk(
    Array.from({ length: 100 }, (_, n) => (odd[n % odd.length] ?? "") + good).join(""),
    200,
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    Array.from({ length: 100 }, (_, n) => [[414, 400, 400, 417][n % odd.length], 200]).flat(),
  );
  for (const { headers, body, status } of answers.filter((one) => one.status !== 200)) {
    assert.equal(headers.get("content-type"), "application/problem+json; charset=utf-8", String(status));
    assert.ok(body.length < 400, "an address is not repeated");
    assert.match(headers.get("content-security-policy") ?? "default-src 'none'", /default-src 'none'/);
  }
});

test("who sends too much reads why, also while still sending", async () => {
  for (const head of [`Content-Length: ${4 * 1024 * 1024}`, "Transfer-Encoding: chunked"]) {
    const body = "x".repeat(4 * 1024 * 1024);
    const sent = head.startsWith("T") ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
    const { answers, isEnded } = await talk(post(`${json}\r\n${head}`, sent));
    assert.deepEqual([answers.map(({ status }) => status), isEnded], [[413], true], head);
    assert.deepEqual(
      [JSON.parse(answers[0]?.body ?? "").reason, answers[0]?.headers.get("connection")],
      ["too-large", "close"],
    );
  }
});
