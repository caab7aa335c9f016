import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import { readShape } from "#platform/http/answer-shapes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { notAllowed, Problem } from "#platform/http/problem.ts";
import { listRoute, readRoute } from "#platform/http/read-routes.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { inputShape, read } from "#platform/http/shapes.ts";
import { presented } from "#platform/lists/index.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord, Day } from "#platform/record/index.ts";
import { endsInLife, type Sla } from "./sla.rules.ts";
import { slaPolicy } from "./sla-policy.record.ts";

const record = slaPolicy as unknown as AnyRecord;
const written = z
  .strictObject(
    Object.fromEntries(Object.entries(slaPolicy.fields).map(([name, field]) => [name, inputShape(field as never)])),
  )
  .refine(...endsInLife) as unknown as z.ZodType<Sla & { name: string; holdsFrom: Day }>;

/** Every operation on the policies; one that was published stays, and another one follows it. */
export const slaPolicyRoutes: Route[] = [
  listRoute(record),
  readRoute(record),
  {
    method: "POST",
    path: "/sla-policies",
    operation: "sla-policy.create",
    summary: "Publishes limits and targets that hold from a later day on",
    policy: { makes: "create", on: record },
    described: { body: written, answers: { 201: { description: "The policy", shape: readShape(record) } } },
    handle: async (anyCall) => {
      const call = personal(anyCall);
      if (!may(record, call.person, "create")) throw notAllowed();
      return twiceAtMost(() => call.db.as(call.person, (tx) => publish(tx, call)));
    },
  },
];

/**
 * A policy begins on a day that has begun at no dealer yet: leads that were assigned under another one stay as they were
 * promised.
 */
async function publish(tx: Transaction, call: PersonalCall): Promise<Answer> {
  const keyed = keyedBy(call, call.person.profileId);
  const given = givenAnswer(tx, keyed);
  const policy = read(written, call.body);
  const [stored, [latest]] = await Promise.all([
    given,
    tx.query<{ today: Day | null }>({
      text: "select max(($1::timestamptz at time zone d.zone)::date)::text as today from dealer d",
      values: [tx.at],
    }),
  ]);
  const before = replay(stored, keyed);
  if (before) return before;
  const today = latest?.today ?? tx.at.slice(0, 10);
  if (policy.holdsFrom <= today)
    throw new Problem(422, "holds-too-early", `It can hold from the day after ${today} on.`, { field: "holdsFrom" });
  const row = begin(record, { ...policy, id: newId() }, tx.at, "UTC");
  const answer = writtenAnswer({ status: 201, body: presented(record, row, tx.at), version: 1 });
  const by = { id: call.person.userId, name: call.person.userName };
  await tx.finish(insertStatement(record, [row], { move: "create", by, answer: keptAnswer(keyed, answer) }));
  return answer;
}
