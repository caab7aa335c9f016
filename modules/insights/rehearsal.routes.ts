import { z } from "zod";
import { contractSla, endsInLife, slaOn, slaPolicy } from "#modules/aftersales-leads/index.ts";
import { may, scopeOf } from "#platform/access/index.ts";
import { notAllowed } from "#platform/http/problem.ts";
import { personal, type Route } from "#platform/http/route.ts";
import { inputShape, read } from "#platform/http/shapes.ts";
import { type AnyRecord, daysLater } from "#platform/record/index.ts";
import { rehearsalShape } from "./numbers.answers.ts";
import { scopedDealers } from "./numbers.queries.ts";
import { rehearse } from "./rehearsal.queries.ts";
import type { Subject } from "./subject.ts";

/** How far a rehearsal looks back. */
const rehearsedDays = 90;
const drafted = z
  .strictObject(
    Object.fromEntries(
      Object.keys(contractSla).map((name) => [
        name,
        inputShape(slaPolicy.fields[name as keyof typeof contractSla] as never),
      ]),
    ),
  )
  .refine(...endsInLife) as unknown as z.ZodType<typeof contractSla>;

/** POST /sla-policies/rehearse: what a draft would have made of the last ninety days, by dealer; keeps nothing. */
export const rehearsalRoute = (subject: Subject): Route => ({
  method: "POST",
  path: "/sla-policies/rehearse",
  operation: "sla-policy.rehearse",
  summary: "What a draft would have made of the last ninety days, dealer by dealer",
  policy: { makes: "create", on: slaPolicy as unknown as AnyRecord },
  described: {
    body: drafted,
    answers: { 200: { description: "Each service level as it is and as it would be", shape: rehearsalShape } },
  },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    const mayPublish = may(slaPolicy as unknown as AnyRecord, call.person, "create");
    if (!mayPublish || scopeOf(subject.record, call.person) === undefined) throw notAllowed();
    const draft = read(drafted, call.body);
    return call.db.paced("rehearsal").look(call.person, async (tx) => {
      const [dealers, policies] = await Promise.all([scopedDealers(tx, call.language), subject.policies(tx)]);
      const to =
        dealers
          .map(({ today }) => today)
          .sort()
          .at(-1) ?? tx.at.slice(0, 10);
      const from = daysLater(to, -(rehearsedDays - 1));
      const found = await rehearse(tx, subject, slaOn(policies, to), draft, { from, to });
      const names = new Map(dealers.map(({ code, name }) => [code, name]));
      const items = found.map((one) => ({ ...one, name: names.get(one.dealer) ?? one.dealer }));
      return { status: 200, body: { asOf: tx.at, from, to, items } };
    });
  },
});
