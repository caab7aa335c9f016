import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { openDoor, tenantOf } from "#platform/accounts/index.ts";
import { deskShape } from "#platform/http/answer-shapes.ts";
import { answerOf, editRoute, moveRoute } from "#platform/http/change-routes.ts";
import { givenAnswer, keepAnswers, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { notAllowed } from "#platform/http/problem.ts";
import { csvRoute, historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { read } from "#platform/http/shapes.ts";
import { readStatement } from "#platform/lists/index.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { aftersalesLead } from "./aftersales-lead.record.ts";
import { aftersalesCampaign } from "./campaign.record.ts";
import type { Foundations } from "./foundations.ts";
import { hear, intakeShape, type Origin } from "./intake.ts";
import { openLead, writeLeads } from "./open-leads.ts";
import { takeIn } from "./take-in.ts";

/** Every operation on aftersales leads. */
export const aftersalesLeadRoutes = (desk: Desk, foundations: Foundations): Route[] => [
  listRoute(aftersalesLead),
  csvRoute(aftersalesLead),
  readRoute(aftersalesLead, desk),
  historyRoute(aftersalesLead),
  createRoute(desk, foundations),
  editRoute(desk),
  moveRoute(desk, "attempt"),
  moveRoute(desk, "withdraw-attempt"),
  moveRoute(desk, "book"),
  moveRoute(desk, "sell"),
  moveRoute(desk, "close"),
  moveRoute(desk, "recontact"),
  moveRoute(desk, "assign"),
  intakeRoute(foundations),
  listRoute(aftersalesCampaign),
  readRoute(aftersalesCampaign),
];

/** POST /aftersales-leads: somebody at the dealer or in the call centre writes down a wish. */
const createRoute = (desk: Desk, foundations: Foundations): Route => ({
  method: "POST",
  path: "/aftersales-leads",
  operation: "aftersales-lead.create",
  summary: "Creates a lead by hand",
  policy: { makes: "create", on: aftersalesLead },
  described: { body: intakeShape, answers: { 201: { description: "The lead", shape: deskShape(desk) } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    if (!may(aftersalesLead, call.person, "create")) throw notAllowed();
    const tenant = await tenantOf(openDoor(call.db.pool), call.person.tenant);
    if (!tenant) throw notAllowed();
    return twiceAtMost(() => create(desk, foundations, call, originOf(call, tenant)));
  },
});

/** A dealer's own lead is spontaneous and stays there; the call centre's is routed like a form's. */
const originOf = (call: PersonalCall, tenant: { defaultDealer: string; country: string }): Origin => ({
  source: call.person.dealer ? "spontaneous" : "call-centre",
  campaign: "spontaneous-dealer",
  drivenBy: "customer",
  dealer: call.person.dealer,
  defaultDealer: tenant.defaultDealer,
  country: tenant.country,
  wording: () => "written down by staff",
});

/** Writes the lead and reads it back before anybody else can, so that it is answered as it reads from now on. */
const create = (desk: Desk, foundations: Foundations, call: PersonalCall, origin: Origin): Promise<Answer> =>
  call.db.as(call.person, async (tx) => {
    const keyed = keyedBy(call, call.person.profileId);
    const given = givenAnswer(tx, keyed);
    const heard = hear(read(intakeShape, call.body), origin);
    const [stored, opened] = await Promise.all([given, openLead(foundations, tx, heard)]);
    const before = replay(stored, keyed);
    if (before) return before;
    const by = { id: call.person.userId, name: call.person.userName };
    const key = String(opened.row.id);
    const [, [row], facts] = await Promise.all([
      Promise.all(writeLeads(foundations, [opened], { move: "create", by }).map((statement) => tx.query(statement))),
      tx.query<Record<string, unknown>>(readStatement(aftersalesLead, call.known, tx.actor, key)),
      desk.facts(tx, key, {}),
    ]);
    if (!row) throw new Error(`the new lead ${key} cannot be read by who wrote it down`);
    const answer = writtenAnswer({ ...answerOf(desk, tx, row, facts), status: 201 });
    const kept = keptAnswer(keyed, answer);
    await tx.finish(...keepAnswers(kept ? [kept] : []));
    return answer;
  });

const intakeAnswer = z.strictObject({ id: z.uuid(), dealer: z.string() });

/** POST /intake/aftersales-leads: a partner's program, by its key, which opens nothing else. */
const intakeRoute = (foundations: Foundations): Route => ({
  method: "POST",
  path: "/intake/aftersales-leads",
  operation: "aftersales-lead.intake",
  summary: "Takes in a lead from outside",
  policy: { formKey: "a program's; creates, and reads nothing" },
  described: { body: intakeShape, answers: { 201: { description: "Where it went", shape: intakeAnswer } } },
  handle: (call) => takeIn(foundations, call),
});
