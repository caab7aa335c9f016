import { z } from "zod";
import { shapeNames } from "./answer-shapes.ts";

/** One fault as a refusal tells it. */
export const faultShape = z.strictObject({ field: z.string(), code: z.string(), message: z.string() });
/** A refusal as RFC 9457 tells it; an operation that offers more says so beside its answers. */
export const problemShape = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reason: z.string(),
  field: z.string().optional(),
  errors: z.array(faultShape).optional(),
  traceId: z.string(),
});
shapeNames.add(problemShape, { id: "Problem" });
