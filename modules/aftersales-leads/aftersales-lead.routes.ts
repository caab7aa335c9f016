import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { openDoor, tenantOf } from "#platform/accounts/index.ts";
import { answerOf, editRoute, moveRoute } from "#platform/http/change-routes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { notAllowed } from "#platform/http/problem.ts";
import { csvRoute, historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { read } from "#platform/http/shapes.ts";
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
  described: { body: intakeShape, answers: { 201: { description: "The lead" } } },
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

const create = (desk: Desk, foundations: Foundations, call: PersonalCall, origin: Origin): Promise<Answer> =>
  call.db.as(call.person, async (tx) => {
    const keyed = keyedBy(call, call.person.profileId);
    const given = givenAnswer(tx, keyed);
    const heard = hear(read(intakeShape, call.body), origin);
    const [stored, opened] = await Promise.all([given, openLead(foundations, tx, heard)]);
    const before = replay(stored, keyed);
    if (before) return before;
    const { zone = "UTC" } = (await foundations.dealers(tx)).find((dealer) => dealer.code === opened.row.dealer) ?? {};
    const row = { ...opened.row, named_customer: opened.customer, named_vehicle: null, named_masterLead: null };
    const answer = writtenAnswer({ ...answerOf(desk, tx, row, { zone, vehicle: opened.vehicle }), status: 201 });
    const by = { id: call.person.userId, name: call.person.userName };
    const told = { move: "create", by, answer: keptAnswer(keyed, answer) };
    await tx.finish(...writeLeads(foundations, [opened], told));
    return answer;
  });

const intakeAnswer = z.object({ id: z.uuid(), dealer: z.string() });

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
