import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import { readShape } from "#platform/http/answer-shapes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { invalid, notAllowed, refused } from "#platform/http/problem.ts";
import { historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { inputShape, read } from "#platform/http/shapes.ts";
import { presented } from "#platform/lists/index.ts";
import { begin, isRefusal, type Refusal } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import {
  newVehicle,
  odometerReading,
  serviceVisit,
  vehicle,
  vehicleModel,
  vehicleOwnership,
  vehicleWarranty,
} from "./index.ts";

const readable = [
  vehicle,
  vehicleModel,
  vehicleWarranty,
  odometerReading,
  vehicleOwnership,
  serviceVisit,
] as readonly unknown[] as readonly AnyRecord[];

const shape = z.strictObject({
  vin: inputShape(vehicle.fields.vin),
  model: inputShape(vehicle.fields.model),
  plate: inputShape(vehicle.fields.plate),
}) as unknown as z.ZodType<{ vin: string; model?: string | null; plate?: string | null }>;

/** Every operation on cars and what belongs to them; they are read here, a car is added where a sale needs it. */
export const vehicleRoutes: Route[] = [
  ...readable.flatMap((record) => [listRoute(record), readRoute(record)]),
  historyRoute(vehicle),
  addVehicle(),
];

/** POST /vehicles: adds the car that was sold or served before anybody knew it. */
function addVehicle(): Route {
  return {
    method: "POST",
    path: "/vehicles",
    operation: "vehicle.create",
    summary: "Adds a car",
    policy: { makes: "create", on: vehicle },
    described: { body: shape, answers: { 201: { description: "The car", shape: readShape(vehicle) } } },
    handle: (anyCall) => {
      const call = personal(anyCall);
      if (!may(vehicle, call.person, "create")) throw notAllowed();
      const car = newVehicle(read(shape, call.body));
      if (isRefusal(car)) throw refused(car.refused, car.field);
      return twiceAtMost(() => call.db.as(call.person, (tx) => add(tx, call, car)));
    },
  };
}

type NewVehicle = Exclude<ReturnType<typeof newVehicle>, Refusal>;
async function add(tx: Transaction, call: PersonalCall, car: NewVehicle): Promise<Answer> {
  const { vin, model } = car;
  const keyed = keyedBy(call, call.person.profileId);
  // The answer is looked up last: whoever finds the car of an equal click finds its answer too.
  const [[known], models, given] = await Promise.all([
    tx.query<{ id: string }>({
      text: "select id from vehicle where replace(vin, '-', '') = replace($1, '-', '')",
      values: [vin],
    }),
    tx.query({ text: "select code from vehicle_model where code = $1", values: [model] }),
    givenAnswer(tx, keyed),
  ]);
  const before = replay(given, keyed);
  if (before) return before;
  if (known) throw refused("vin-known", "vin");
  if (model !== null && models.length === 0)
    throw invalid([{ field: "model", code: "unknown-code", message: `there is no model ${model}` }]);
  const row = begin(vehicle, { id: newId(), ...car }, tx.at, "UTC");
  const answer = writtenAnswer({ status: 201, body: presented(vehicle, row, tx.at), version: 1 });
  const by = { id: call.person.userId, name: call.person.userName };
  const told = { move: "create", by, answer: keptAnswer(keyed, answer) };
  await tx.finish(insertStatement(vehicle, [row], told)); // of two equal ones in one moment the second is tried again and finds the first
  return answer;
}
