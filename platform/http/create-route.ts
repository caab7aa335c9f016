import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { begin, isRefusal } from "#platform/moves/decide.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { deskShape } from "./answer-shapes.ts";
import { answerOf, newNames } from "./change-routes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "./idempotency.ts";
import { notAllowed, refused } from "./problem.ts";
import { personal, type Route, writtenAnswer } from "./route.ts";
import { inputShape, read } from "./shapes.ts";

/**
 * POST …: creates a record of the person's own dealer from the fields that people may edit, checked as an edit is; for
 * records whose beginning is nothing more than that.
 */
export function createRoute(desk: Desk): Route {
  const { record } = desk;
  const fields = (record.edit?.fields ?? []).map((name) => [name, inputShape(record.fields[name] as never)] as const);
  const shape = z.strictObject(Object.fromEntries(fields));
  return {
    method: "POST",
    path: `/${record.plural}`,
    operation: `${record.name}.create`,
    summary: "Creates one",
    policy: { makes: "create", on: record },
    described: { body: shape, answers: { 201: { description: "The record", shape: deskShape(desk) } } },
    handle: (anyCall) => {
      const call = personal(anyCall);
      const { person } = call;
      if (!may(record, person, "create") || person.dealer === null) throw notAllowed();
      return twiceAtMost(() =>
        call.db.as(person, async (tx) => {
          const keyed = keyedBy(call, person.profileId);
          const given = givenAnswer(tx, keyed);
          const asked = read(shape, call.body) as Record<string, unknown>;
          const id = newId();
          const [stored, facts, names] = await Promise.all([
            given,
            desk.facts(tx, id, asked),
            newNames(record, call, tx, {}, asked),
          ]);
          const before = replay(stored, keyed);
          if (before) return before;
          const outcome = desk.edit?.({}, asked, facts) ?? { set: asked };
          if (isRefusal(outcome)) throw refused(outcome.refused, outcome.field);
          const row = begin(
            record,
            { ...outcome.set, id, [record.belongsTo?.dealer ?? "dealer"]: person.dealer },
            tx.at,
            facts.zone,
          );
          const answer = writtenAnswer({ ...answerOf(desk, tx, { ...row, ...names }, facts), status: 201 });
          const by = { id: person.userId, name: person.userName };
          const told = { move: "create", by, answer: keptAnswer(keyed, answer) };
          await tx.finish(insertStatement(record, [row], told));
          return answer;
        }),
      );
    },
  };
}
