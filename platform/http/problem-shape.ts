import { z } from "zod";
import { called } from "./answer-shapes.ts";

/** One fault as a refusal tells it. */
export const faultShape = called(z.strictObject({ field: z.string(), code: z.string(), message: z.string() }), "Fault");
/** A refusal as RFC 9457 tells it; an operation that offers more says so beside its answers. */
export const problemShape = called(
  z.strictObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    reason: z.string(),
    field: z.string().optional(),
    errors: z.array(faultShape).optional(),
    traceId: z.string(),
  }),
  "Problem",
);
