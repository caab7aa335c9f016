import http from "node:http";
import pg from "pg";
import type { Statement } from "#platform/db/database.ts";
import { underLogin } from "#platform/db/login.ts";

/** A client of the API that keeps its connections; every answer other than 2xx is an error. */
export type HttpDoor = {
  /** Waits for the whole answer and lets it fall. */
  ask(path: string, options?: http.RequestOptions, body?: string): Promise<void>;
  /** The answer, read as JSON. */
  read<T>(path: string, options?: http.RequestOptions, body?: string): Promise<T>;
  close(): void;
};

/** Opens a client of the server at `address`, such as `http://127.0.0.1:40123`. */
export function httpDoor(address: string): HttpDoor {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const answer = (path: string, options: http.RequestOptions, body?: string) =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(`${address}/api/v1${path}`, { agent, ...options }, resolve);
      request.on("error", reject).end(body);
    });
  const whole = async (path: string, options: http.RequestOptions, body?: string, keep?: (part: Buffer) => void) => {
    const response = await answer(path, options, body);
    const isGood = response.statusCode !== undefined && response.statusCode < 300;
    const refusal: Buffer[] = [];
    response.on("data", (part: Buffer) => (isGood ? keep?.(part) : refusal.push(part)));
    await new Promise((resolve, reject) => response.on("end", resolve).on("error", reject));
    if (!isGood) throw new Error(`${path}: ${response.statusCode} ${Buffer.concat(refusal)}`);
  };
  return {
    ask: (path, options = {}, body) => whole(path, options, body),
    read: async <T>(path: string, options: http.RequestOptions = {}, body?: string) => {
      const parts: Buffer[] = [];
      await whole(path, options, body, (part) => parts.push(part));
      return JSON.parse(Buffer.concat(parts).toString()) as T;
    },
    close: () => agent.destroy(),
  };
}

/** Statements in one pipelined transaction, straight on the driver: the floor that Marque is measured by. */
export type BareDoor = {
  /** Sends `begin` and the batches, each waiting for the one before it; gives the rows of the last statement. */
  run<T extends pg.QueryResultRow>(begin: string, ...batches: Statement[][]): Promise<T[]>;
  close(): Promise<void>;
};

export function bareDoor(config: pg.PoolConfig): BareDoor {
  const { options, ...place } = underLogin(config);
  const pool = new pg.Pool({ ...place, max: 32, pipeline: true, options: `${options} -c timezone=UTC -c jit=off` });
  pool.on("error", () => undefined); // the database ends before the last idle connection does
  return {
    close: () => pool.end(),
    run: async <T extends pg.QueryResultRow>(begin: string, ...batches: Statement[][]) => {
      const client = await pool.connect();
      try {
        return await send<T>(client, begin, batches);
      } finally {
        client.release();
      }
    },
  };
}

async function send<T extends pg.QueryResultRow>(
  client: pg.PoolClient,
  begin: string,
  batches: Statement[][],
): Promise<T[]> {
  let sent: Promise<pg.QueryResult<T>>[] = [client.query<T>(begin)];
  let rows: T[] = [];
  for (const [i, batch] of batches.entries()) {
    for (const { text, values, name } of batch)
      sent.push(client.query<T>({ text, values, ...(name ? { name: `bare:${name}`.slice(0, 60) } : {}) }));
    const isLast = i === batches.length - 1;
    if (isLast) sent.push(client.query<T>("commit"));
    const answers = await Promise.all(sent);
    rows = answers.at(isLast ? -2 : -1)?.rows ?? [];
    sent = [];
  }
  return rows;
}
