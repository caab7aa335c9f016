import { createHash } from "node:crypto";
import { asSystem } from "#platform/access/index.ts";
import type { Tenant } from "#platform/accounts/index.ts";
import { machineNow } from "#platform/clocks/clock.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { type Kept, keptInsert } from "#platform/moves/kept-answers.ts";
import { Problem } from "./problem.ts";
import { type Answer, type Call, type WrittenAnswer, writtenAnswer } from "./route.ts";

/** A request that carries an Idempotency-Key: who sent it, and what it asked, as a digest. */
export type Keyed = { key: string; owner: string; digest: string };

/** Reads the header; a key longer than 255 characters is refused. */
export function keyedBy(call: Call, owner: string): Keyed | undefined {
  const key = call.headers["idempotency-key"];
  if (key === undefined || key === "") return undefined;
  if (key.length > 255)
    throw new Problem(422, "idempotency-key-too-long", "An Idempotency-Key has at most 255 characters.");
  const digest = createHash("sha256")
    .update(`${call.path}\n${bodyText(call.body)}`)
    .digest("hex");
  return { key, owner, digest };
}

function bodyText(body: unknown): string {
  try {
    return JSON.stringify(body ?? null);
  } catch {
    throw new Problem(400, "unreadable", "The body is nested too deeply.");
  }
}

/** `body` alone is of an answer that was kept before its text was. */
type Stored = { digest: string; status: number; answer: string | null; version: number | null; body: unknown };

/** Asks for the answer already given under this key; sent in the first round trip of the transaction. */
export const givenAnswer = (tx: Transaction, keyed: Keyed | undefined): Promise<Stored[]> =>
  keyed
    ? tx.query<Stored>({
        name: "idempotency",
        text: "select digest, status, answer, version, body from idempotency where key = $1 and owner = $2",
        values: [keyed.key, keyed.owner],
      })
    : Promise.resolve([]);

/** The answer given before to the same request; the same key with another body is refused. */
export function replay(stored: readonly Stored[], keyed: Keyed | undefined): Answer | undefined {
  const [answer] = stored;
  if (!answer || !keyed) return undefined;
  if (answer.digest !== keyed.digest) {
    throw new Problem(422, "idempotency-key-reused", "This Idempotency-Key was used for another request.");
  }
  const headers = { "idempotency-replayed": "true" };
  if (answer.answer === null) return { status: answer.status, ...keptBefore(answer.body), headers };
  return {
    status: answer.status,
    body: JSON.parse(answer.answer),
    text: answer.answer,
    version: answer.version ?? undefined,
    headers,
  };
}

const keptBefore = (body: unknown): Pick<Answer, "body" | "version"> =>
  body === null ? {} : { body, version: versionOf(body) };

const versionOf = (body: unknown): number | undefined =>
  typeof body === "object" && body !== null && "version" in body ? Number(body.version) : undefined;

/** What is kept beside the change, so that the same key gets the same answer for 24 hours. */
export const keptAnswer = (keyed: Keyed | undefined, { status, text, version }: WrittenAnswer): Kept | undefined =>
  keyed ? { ...keyed, status, answer: text, version, keptAt: machineNow() } : undefined;

/** Keeps answers that several changes of one transaction gave; none for none. The same key twice breaks the transaction. */
export const keepAnswers = (kept: readonly Kept[]): Statement[] =>
  kept.length === 0
    ? []
    : [
        {
          name: "idempotency:keep",
          text: keptInsert(1),
          values: [JSON.stringify(kept)],
        },
      ];

/** An edit that says what stands already changes nothing; under a key its answer is kept all the same. */
export async function unchanged(tx: Transaction, keyed: Keyed | undefined, answer: WrittenAnswer): Promise<Answer> {
  const kept = keptAnswer(keyed, answer);
  if (kept) await tx.finish(...keepAnswers([kept]));
  return answer;
}

const uniqueViolation = "23505";
/** A unique key violated by the same Idempotency-Key arriving twice at once. */
export const isSameKeyTwice = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === uniqueViolation &&
  "constraint" in error &&
  error.constraint === "idempotency_pkey";

/** Runs a creation, and once more when the same key, or the same thing, was written in the same moment: then it finds it. */
export async function twiceAtMost<T>(create: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === uniqueViolation) return create();
    throw error;
  }
}

const underWay = new Map<string, Promise<Answer>>();

/**
 * Does what changes no record (a travel, a choice of profile) once for each Idempotency-Key of an account: the same key
 * again gets the same answer, also while the first is still under way in this process. A refusal leaves the key free.
 */
export async function onceForKey(call: Call, act: () => Promise<Answer>): Promise<Answer> {
  const keyed = call.session && keyedBy(call, `account ${call.session.account}`);
  if (!call.session || !keyed) return act();
  const { tenant } = call.session;
  const turn = `${keyed.owner} ${keyed.key}`;
  const mine = (underWay.get(turn) ?? Promise.resolve())
    .catch(() => undefined)
    .then(async () => {
      const find = asSystem(tenant, "whether a request was answered already");
      const stored = await call.db.as(find, (tx) => givenAnswer(tx, keyed));
      return replay(stored, keyed) ?? keep(call, tenant, keyed, await act());
    });
  underWay.set(turn, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(turn) === mine) underWay.delete(turn);
  }
}

/** Keeps the answer of an act that is done, and gives it; of two processes that did the same the first is kept. */
async function keep(call: Call, tenant: Tenant, keyed: Keyed, given: Answer): Promise<Answer> {
  const answer = writtenAnswer(given);
  await call.db.as(asSystem(tenant, "the answer of a request is kept"), (tx) =>
    tx.finish({
      text: `${keptInsert(1)} on conflict do nothing`,
      values: [JSON.stringify([keptAnswer(keyed, answer)])],
    }),
  );
  return answer;
}
