import { z } from "zod";
import { roles } from "#platform/record/index.ts";
import { called, instantShape } from "./answer-shapes.ts";

const placedShape = called(
  z.strictObject({
    id: z.uuid(),
    role: z.enum(roles),
    dealer: z.strictObject({ code: z.string(), name: z.string(), zone: z.string() }).nullable(),
    region: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  }),
  "Profile",
);
/** Who is signed in. `profile` is null until one of several is chosen. */
export const meShape = called(
  z.strictObject({
    user: z.strictObject({ id: z.uuid(), name: z.string(), email: z.string(), language: z.string() }),
    tenant: z.strictObject({ code: z.string(), name: z.string() }),
    profile: placedShape.nullable(),
    profiles: z.array(placedShape),
    now: instantShape,
    machineNow: instantShape,
    isDemo: z.boolean(),
  }),
  "Me",
);
