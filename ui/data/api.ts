import { Problem } from "./problem.ts";

export { asProblem, isNotFound, isRefusal, Problem } from "./problem.ts";

export type Call = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** The version the person saw; sent as `If-Match: "7"`. */
  ifMatch?: number;
  /** One key per intended act, from `newActKey()`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Calls `/api/v1` + `path`. Gives the body and the version from the ETag; throws `Problem`. */
export async function api<T>(path: string, call: Call = {}): Promise<{ value: T; version?: number }> {
  const response = await send(path, call);
  const body = await bodyOf(response);
  if (!response.ok) throw new Problem(response.status, asObject(body));
  return { value: body as T, ...versionOf(response) };
}

async function send(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  if (call.ifMatch !== undefined) headers["if-match"] = `"${call.ifMatch}"`;
  if (call.idempotencyKey) headers["idempotency-key"] = call.idempotencyKey;
  const method = call.method ?? (call.body === undefined ? "GET" : "POST");
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      body,
      signal: call.signal ?? null,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, { detail: error instanceof Error ? error.message : "" });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new Problem(response.ok ? 0 : response.status, { detail: text.slice(0, 200) });
  }
}

const asObject = (body: unknown): Record<string, never> =>
  typeof body === "object" && body !== null ? (body as Record<string, never>) : {};

function versionOf(response: Response): { version?: number } {
  const found = /"(\d+)"/.exec(response.headers.get("etag") ?? "");
  return found ? { version: Number(found[1]) } : {};
}
