import { z } from "zod";
import { shapeNames } from "#platform/http/answer-shapes.ts";

export type Json = Record<string, unknown>;

/** Leaves out the bounds and patterns that only say "an integer" or "a date". */
const plain = (schema: object): Json =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "$schema") return undefined;
    if (key === "maximum" && value === Number.MAX_SAFE_INTEGER) return undefined;
    if (key === "minimum" && value === Number.MIN_SAFE_INTEGER) return undefined;
    if (key === "propertyNames" && JSON.stringify(value) === '{"type":"string"}') return undefined;
    if (typeof value === "object" && value !== null && "format" in value && "pattern" in value) {
      const { pattern: _, ...rest } = value;
      return rest;
    }
    return value;
  }) as Json;

/** A zod shape as JSON Schema of what may be sent. */
export const sentSchema = (shape: z.ZodType): Json =>
  plain(z.toJSONSchema(shape, { io: "input", unrepresentable: "any", target: "draft-2020-12" }));

/**
 * A zod shape as JSON Schema of what is answered: nothing but what it names. Shapes with a name are put into `schemas` and
 * referred to.
 */
export function answeredSchema(shape: z.ZodType, schemas: Json): Json {
  const written = z.toJSONSchema(shape, { io: "output", target: "draft-2020-12", metadata: shapeNames });
  const text = JSON.stringify(plain(written)).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $defs = {}, ...schema } = JSON.parse(text) as Json & { $defs?: Json };
  for (const [name, one] of Object.entries($defs)) {
    if (name in schemas && JSON.stringify(schemas[name]) !== JSON.stringify(one))
      throw new Error(`two shapes of answers are called ${name}`);
    schemas[name] = one;
  }
  return schema;
}
