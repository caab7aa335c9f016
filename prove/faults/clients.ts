import { setTimeout as pause } from "node:timers/promises";

/** What a client knows of one request: what it asked, and every answer it had; `-1` stands for no answer. */
export type Told = { key: string; name: string; statuses: number[]; id?: string };

const patienceMs = 10_000;
/** A request is asked again under its key until it is answered for good, this many times at most. */
const mostTries = 400;

/**
 * One person's program at the intake: leads one after the other, each under a key of its own, asked again after a fault until
 * it is answered. Writes down what it was told before it goes on. Ends when `isOver` says so and its last lead is answered.
 */
export async function takeInLeads(
  nth: number,
  address: () => string,
  headers: Record<string, string>,
  isOver: () => boolean,
): Promise<Told[]> {
  const record: Told[] = [];
  for (let n = 0; !isOver(); n++) {
    const told: Told = { key: `fault-${nth}-${n}`, name: `Client${nth} Lead${n}`, statuses: [] };
    record.push(told);
    await untilAnswered(told, address, { ...headers, "idempotency-key": told.key });
    await pause(20);
  }
  return record;
}

const isForGood = (status: number): boolean => status >= 200 && status < 500 && status !== 429;

async function untilAnswered(told: Told, address: () => string, headers: Record<string, string>): Promise<void> {
  const [lastName, firstName] = told.name.split(" ");
  const body = JSON.stringify({ firstName: lastName, lastName: firstName, phone: "03-1234-5678", dealer: "SAKURA" });
  for (let n = 0; n < mostTries; n++) {
    const answer = await fetch(`${address()}/api/v1/intake/aftersales-leads`, {
      ...{ method: "POST", headers: { "content-type": "application/json", ...headers }, body },
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (reply) => ({ status: reply.status, text: await reply.text() }),
      () => ({ status: -1, text: "" }),
    );
    told.statuses.push(answer.status);
    if (isForGood(answer.status)) {
      if (answer.status < 300) told.id = (JSON.parse(answer.text) as { id: string }).id;
      return;
    }
    await pause(100);
  }
}
