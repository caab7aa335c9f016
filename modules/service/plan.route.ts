import { z } from "zod";
import { normalisePhone } from "#modules/customers/index.ts";
import { may } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import { deskShape } from "#platform/http/answer-shapes.ts";
import { answerOf, stale } from "#platform/http/change-routes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { CameSecond, raced } from "#platform/http/lost-race.ts";
import { notAllowed, refused } from "#platform/http/problem.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { inputShape, read } from "#platform/http/shapes.ts";
import { rowStatement } from "#platform/lists/index.ts";
import { begin, isRefusal } from "#platform/moves/decide.ts";
import { collides, insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { appointmentDesk, spanAround } from "./appointment.desk.ts";
import { appointment } from "./appointment.record.ts";
import { placing } from "./appointment.rules.ts";
import { workNamed, workshopOf } from "./workshop.queries.ts";
import { unknownWork, type Workshop } from "./workshop.ts";

const record = appointment as unknown as AnyRecord;
const { fields } = appointment;
const said = ["name", "phone", "email", "language", "notes", "work", "bay", "advisor", "customer", "vehicle"] as const;
const planShape = z.strictObject({
  startsAt: inputShape(fields.startsAt),
  ...Object.fromEntries(said.map((name) => [name, inputShape(fields[name])])),
  remindCustomer: z.boolean().default(false),
  mustBeFree: z.boolean().default(false),
});
type Plan = Parameters<typeof placing>[1] & Record<(typeof said)[number], string | null | undefined>;

/** POST /appointments: somebody at the dealer writes a customer into the book, without a lead. */
export const planRoute: Route = {
  method: "POST",
  path: "/appointments",
  operation: "appointment.create",
  summary: "Plans an appointment",
  policy: { makes: "create", on: record },
  described: {
    body: planShape,
    answers: { 201: { description: "The appointment", shape: deskShape(appointmentDesk) } },
    problems: [412],
  },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    if (!may(record, call.person, "create") || call.person.dealer === null) throw notAllowed();
    return (await raced(appointmentDesk, () => twiceAtMost(() => plan(call)))) ?? stale();
  },
};

type Named = { id: string; name: unknown } | null;
/** The customer and the car that are named, as the person sees them; null for one that they do not see, or nobody knows. */
async function seenOf(tx: Transaction, call: PersonalCall, asked: Plan): Promise<Map<"customer" | "vehicle", Named>> {
  const named = (["customer", "vehicle"] as const).filter((field) => asked[field]);
  const found = await Promise.all(
    named.map(async (field) => {
      const its = call.known.get(field) as AnyRecord;
      const [row] = await tx.query<Record<string, unknown>>(rowStatement(its, tx.actor, String(asked[field])));
      return [field, row ? { id: String(row.id), name: row[its.title] } : null] as const;
    }),
  );
  return new Map(found);
}

const plan = (call: PersonalCall): Promise<Answer> =>
  call.db.as(call.person, async (tx) => {
    const { person } = call;
    const dealer = person.dealer ?? "";
    const keyed = keyedBy(call, person.profileId);
    const given = givenAnswer(tx, keyed);
    const asked = read(planShape, call.body) as unknown as Plan;
    const [seen, stored, shop, work = unknownWork] = await Promise.all([
      seenOf(tx, call, asked),
      given,
      workshopOf(tx, { dealer }, spanAround(asked.startsAt)),
      workNamed(tx, asked.work ?? null),
    ]);
    const before = replay(stored, keyed);
    if (before) return before;
    if (!shop) throw notAllowed();
    const unseen = [...seen].find(([, row]) => row === null)?.[0];
    if (unseen) throw refused("reference-unknown", unseen);
    if (asked.work && work.code !== asked.work) throw refused("work-unknown", "work");
    const found = placing({ workshop: shop, work }, asked, tx.at);
    if (isRefusal(found)) throw refused(found.refused, found.field);
    const { mustBeFree: _, startsAt: __, ...kept } = asked;
    const phone = asked.phone ? normalisePhone(asked.phone, shop.country).value : null;
    const row = begin(
      record,
      { ...kept, ...found.place, phone, work: work.code || null, id: newId(), dealer, sequence: 0 },
      tx.at,
      shop.zone,
    );
    const names = {
      ...namesIn(shop, found.place),
      named_customer: seen.get("customer") ?? null,
      named_vehicle: seen.get("vehicle") ?? null,
    };
    const answer = writtenAnswer({
      ...answerOf(appointmentDesk, tx, { ...row, ...names }, { zone: shop.zone }),
      status: 201,
    });
    const by = { id: person.userId, name: person.userName };
    const told = { move: "create", by, answer: keptAnswer(keyed, answer) };
    const [written] = await tx.finish(insertStatement(record, [row], told, collides));
    if (!written?.length) throw new CameSecond();
    return answer;
  });

/** The names behind bay and advisor, as reading gives them. */
export const namesIn = (
  { bays, advisors }: Workshop,
  place: { bay: string | null; advisor: string | null },
): Record<string, { id: string; name: string } | null> => {
  const named = (all: readonly { id: string; name: string }[], id: string | null) => {
    const found = all.find((one) => one.id === id);
    return found ? { id: found.id, name: found.name } : null;
  };
  return { named_bay: named(bays, place.bay), named_advisor: named(advisors, place.advisor) };
};
