import assert from "node:assert/strict";
import type { Fault } from "#platform/http/problem.ts";
import { houseDescribed } from "./house-described.ts";

/** What a door answered; `body` is null where it sent no JSON. A refusal carries `reason`, `field` and `errors`. */
export type Reply<T> = { status: number; headers: Headers; text: string; body: T & Refused };
type Refused = { type?: string; reason?: string; field?: string; errors?: Fault[]; detail?: string; traceId?: string };
type Values = Record<string, unknown>;

export type Asking = {
  /** The version that is changed, sent as If-Match. */
  ifMatch?: number | undefined;
  /** Idempotency-Key. */
  key?: string;
  headers?: Record<string, string>;
};

/** Somebody who speaks to the API: a person with a token, a form with its key, or nobody. */
export type Voice = {
  get<T = Values>(path: string, asking?: Asking): Promise<Reply<T>>;
  post<T = Values>(path: string, body?: unknown, asking?: Asking): Promise<Reply<T>>;
  patch<T = Values>(path: string, body: unknown, asking?: Asking): Promise<Reply<T>>;
};

const headersOf = ({ ifMatch, key, headers }: Asking): Record<string, string> => ({
  ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
  ...(key === undefined ? {} : { "idempotency-key": key }),
  ...headers,
});

/**
 * Speaks to `root` (such as `http://127.0.0.1:4600/api/v1`, asked anew each time), always with the same headers. An
 * answer that is not as the API's description says fails the test that hears it.
 */
export function voiceAt(root: () => string, always: Record<string, string> = {}): Voice {
  async function say<T>(method: string, path: string, body: unknown, asking: Asking): Promise<Reply<T>> {
    const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const reply = await fetch(root() + path, {
      method,
      headers: { ...json, ...always, ...headersOf(asking) },
      redirect: "manual",
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const type = reply.headers.get("content-type");
    assert.equal(houseDescribed().faultOf({ method, path, status: reply.status, type, text }), undefined);
    const isJson = type?.includes("json") ?? false;
    return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : null };
  }
  return {
    get: (path, asking = {}) => say("GET", path, undefined, asking),
    post: (path, body, asking = {}) => say("POST", path, body, asking),
    patch: (path, body, asking = {}) => say("PATCH", path, body, asking),
  };
}
