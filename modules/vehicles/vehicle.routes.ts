import { z } from "zod";
import { may } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { invalid, notAllowed, refused } from "#platform/http/problem.ts";
import { historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import { personal, type Route } from "#platform/http/route.ts";
import { inputShape, read } from "#platform/http/shapes.ts";
import { presented } from "#platform/lists/index.ts";
import { begin, isRefusal } from "#platform/moves/decide.ts";
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

/** Every operation on cars and what belongs to them; they are read here, a car is added where a sale needs it. */
export const vehicleRoutes: Route[] = [
  ...readable.flatMap((record) => [listRoute(record), readRoute(record)]),
  historyRoute(vehicle),
  addVehicle(),
];

/** POST /vehicles: adds the car that was sold or served before anybody knew it. */
function addVehicle(): Route {
  const shape = z.strictObject({
    vin: inputShape(vehicle.fields.vin),
    model: inputShape(vehicle.fields.model),
    plate: inputShape(vehicle.fields.plate),
  }) as unknown as z.ZodType<{ vin: string; model?: string | null; plate?: string | null }>;
  return {
    method: "POST",
    path: "/vehicles",
    operation: "vehicle.create",
    summary: "Adds a car",
    policy: { makes: "create", on: vehicle },
    described: { body: shape, answers: { 201: { description: "The car" } } },
    handle: (anyCall) => {
      const call = personal(anyCall);
      if (!may(vehicle, call.person, "create")) throw notAllowed();
      const said = read(shape, call.body);
      const car = newVehicle(said);
      if (isRefusal(car)) throw refused(car.refused, car.field);
      return call.db.as(call.person, async (tx) => {
        const { vin, model } = car;
        const [[known], models] = await Promise.all([
          tx.query<{ id: string }>({
            text: "select id from vehicle where replace(vin, '-', '') = replace($1, '-', '')",
            values: [vin],
          }),
          tx.query({ text: "select code from vehicle_model where code = $1", values: [model] }),
        ]);
        if (known) throw refused("vin-known", "vin");
        if (model !== null && models.length === 0)
          throw invalid([{ field: "model", code: "unknown-code", message: `there is no model ${model}` }]);
        const row = begin(vehicle, { id: newId(), ...car }, tx.at, "UTC");
        await tx.finish(
          insertStatement(vehicle, [row], {
            move: "create",
            by: { id: call.person.userId, name: call.person.userName },
          }),
        );
        return { status: 201, body: presented(vehicle, row, tx.at), version: 1 };
      });
    },
  };
}
