import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Problem, problemBody } from "./problem.ts";
import { bareHeaders } from "./safe-headers.ts";

/** How long a connection that ends is still listened to, so that whoever is sending can read why. */
const lingerMs = 2_000;
/** How long answers that are under way may take before a broken request on the same connection ends it all the same. */
const underWayMs = 30_000;

type Due = { request: IncomingMessage; response: ServerResponse };
const dues = new WeakMap<Duplex, Set<Due>>();
const ended = new WeakSet<Duplex>();

const problems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, "headers-too-large", "Address and headers have at most 16 KB together."),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new Problem(413, "too-large", "The chunk extensions are too large."),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, "too-slow", "The request did not arrive in time."),
};
const unreadable = new Problem(400, "unreadable", "This is no request that can be read.");

/** Lets a server remember what it still has to answer on each connection, and answer what others than its routes see. */
export function watchConnections(server: Server): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const due = { request, response };
    const all = dues.get(request.socket) ?? new Set<Due>();
    dues.set(request.socket, all.add(due));
    response.once("close", () => all.delete(due));
  });
  server.on("checkExpectation", (_request, response: ServerResponse) => {
    const [body, headers] = written(new Problem(417, "expectation-unknown", "Expect may say 100-continue alone."));
    response.writeHead(417, headers).end(body);
  });
  server.on("connect", (_request, socket) => {
    end(socket, new Problem(405, "no-proxy", "This server is no proxy."));
  });
}

/**
 * Answers a request that could not be read in the form of every refusal, after all that came before it on the same
 * connection, and ends the connection saying so: where the next request begins is not known.
 */
export async function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  if (ended.has(socket) || socket.destroyed) return;
  ended.add(socket);
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const cut = setTimeout(() => socket.destroy(), underWayMs).unref();
  socket.once("close", () => clearTimeout(cut));
  const all = [...(dues.get(socket) ?? [])];
  await Promise.all(all.filter(({ request }) => request.complete).map(({ response }) => closed(response)));
  // Where a body that breaks off was answered already, nothing more may be said.
  const isAnswered = all.some(({ request, response }) => !request.complete && response.headersSent);
  if (isAnswered || !socket.writable) socket.destroy();
  else end(socket, problems[error.code ?? ""] ?? unreadable);
}

const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.closed) resolve();
    else response.once("close", resolve);
  });

function end(socket: Duplex, problem: Problem): void {
  const [body, headers] = written(problem);
  const head = Object.entries({ ...headers, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${head.join("")}\r\n${body}`);
  socket.on("error", () => socket.destroy());
  socket.once("end", () => socket.destroy());
  socket.resume();
  const cut = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once("close", () => clearTimeout(cut));
}

function written(problem: Problem): [body: string, headers: Record<string, string>] {
  const body = JSON.stringify(problemBody(problem, randomUUID()));
  const headers = {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": "en",
    "content-length": String(Buffer.byteLength(body)),
    ...bareHeaders,
  };
  return [body, headers];
}

/** Reads on, and forgets, what is still sent with a request that is refused for its size; at most for a while. */
export const heardOut = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.destroyed) return resolve();
    const enough = setTimeout(resolve, lingerMs).unref();
    request.once("close", resolve).once("end", resolve).resume();
    request.once("end", () => clearTimeout(enough));
  });
