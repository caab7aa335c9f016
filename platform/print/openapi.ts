import { z } from "zod";
import { columnsOf } from "#platform/db/columns.ts";
import type { Policy, Route } from "#platform/http/route.ts";
import type { AnyRecord, Field } from "#platform/record/index.ts";

type Json = Record<string, unknown>;

const nullable = (schema: Json, isOptional: boolean): Json =>
  isOptional ? { anyOf: [schema, { type: "null" }] } : schema;
const named: Json = {
  type: "object",
  properties: { id: { type: "string", format: "uuid" }, name: { type: "string" } },
  required: ["id", "name"],
};

/** A field as the API gives it, as JSON Schema. */
function fieldSchema(field: Field): Json {
  switch (field.kind) {
    case "flag":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: field.min, maximum: field.max };
    case "day":
      return { type: "string", format: "date" };
    case "instant":
      return { type: "string", format: "date-time" };
    case "choice":
      return { type: "string", enum: field.values };
    case "ref":
      return named;
    case "texts":
      return { type: "array", items: { type: "string" } };
    case "choices":
      return { type: "array", items: { type: "string", enum: field.values } };
    case "instants":
      return { type: "array", items: { type: "string", format: "date-time" }, maxItems: field.atMost };
    case "flags":
      return { type: "object", properties: Object.fromEntries(field.names.map((name) => [name, { type: "boolean" }])) };
    case "series":
      return { type: "array", maxItems: field.atMost, items: { type: "object", properties: mapped(field.fields) } };
    case "text":
      return { type: "string", maxLength: field.maxLength };
    case "listed":
    case "code":
      return { type: "string" };
    default:
      return { type: "object" };
  }
}
const mapped = (fields: Readonly<Record<string, Field>>): Json =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, nullable(fieldSchema(field), field.isOptional)]),
  );

/** A record as the API gives it. */
export function recordSchema(record: AnyRecord): Json {
  const kept: Json = {
    id: { type: "string", format: "uuid" },
    version: { type: "integer" },
    createdAt: { type: "string", format: "date-time" },
  };
  if (record.key) delete kept.id;
  const lifecycle: Json = record.states
    ? { status: { type: "string", enum: Object.keys(record.states) }, isFinal: { type: "boolean" } }
    : {};
  const clocks = columnsOf(record).filter((column) => column.field.endsWith("DueAt") && column.of === undefined);
  const due = Object.fromEntries(
    clocks.map((column) => [column.field, nullable({ type: "string", format: "date-time" }, true)]),
  );
  const derived = Object.fromEntries(
    Object.entries(record.derived ?? {}).map(([name, how]) => [
      name,
      "isOverdue" in how
        ? { type: "boolean" }
        : "earliestOf" in how
          ? nullable({ type: "string", format: "date-time" }, true)
          : { type: "integer" },
    ]),
  );
  return { type: "object", properties: { ...kept, ...lifecycle, ...mapped(record.fields), ...due, ...derived } };
}

const problem: Json = {
  type: "object",
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    reason: { type: "string" },
    field: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { field: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
        required: ["field", "code", "message"],
      },
    },
    traceId: { type: "string" },
  },
  required: ["type", "title", "status", "detail", "reason", "traceId"],
};

/** A zod shape as JSON Schema of what may be sent, without the bounds and patterns that only say "an integer" or "a date". */
export function shapeSchema(shape: z.ZodType): Json {
  const schema = z.toJSONSchema(shape, { io: "input", unrepresentable: "any", target: "draft-2020-12" }) as Json;
  delete schema.$schema;
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "maximum" && value === Number.MAX_SAFE_INTEGER) return undefined;
    if (key === "minimum" && value === Number.MIN_SAFE_INTEGER) return undefined;
    if (typeof value === "object" && value !== null && "format" in value && "pattern" in value) {
      const { pattern: _, ...rest } = value;
      return rest;
    }
    return value;
  }) as Json;
}

/** How an operation's policy reads in one phrase; printed in access.md and in the operation itself. */
export function policyText(policy: Policy): string {
  if ("open" in policy) return `open: ${policy.open}`;
  if ("formKey" in policy) return `form key: ${policy.formKey}`;
  if ("signedIn" in policy) return `signed in: ${policy.signedIn}`;
  if ("roles" in policy) return `${policy.roles.join(", ")}: ${policy.because}`;
  if ("sees" in policy) return `who sees ${policy.sees.plural}`;
  return `who may ${policy.makes} ${policy.on.plural}`;
}

const recordOf = (policy: Policy): AnyRecord | undefined =>
  "sees" in policy ? policy.sees : "makes" in policy ? policy.on : undefined;
const refName = (record: AnyRecord): string =>
  record.name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** The OpenAPI 3.1 document of the routes. */
export function openapi(routes: readonly Route[]): Json {
  const records = new Map(
    routes.flatMap((route) => recordOf(route.policy) ?? []).map((record) => [record.name, record]),
  );
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Marque",
      version: "1",
      description:
        "Leads, bookings and the rest of the trade. Instants are ISO 8601, changes need If-Match, problems are RFC 9457.",
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas: {
        Problem: problem,
        ...Object.fromEntries([...records.values()].map((record) => [refName(record), recordSchema(record)])),
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "marque" },
        token: { type: "http", scheme: "bearer" },
        formKey: { type: "apiKey", in: "header", name: "X-Form-Key", description: "The key of a program" },
      },
    },
  };
}

function operation(route: Route): Json {
  const { described, policy } = route;
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(described.query ?? {}).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
  const ifMatch = described.changes
    ? [
        {
          name: "If-Match",
          in: "header",
          required: true,
          schema: { type: "string" },
          description: 'The version you read, such as "7"',
        },
      ]
    : [];
  const key =
    route.method === "POST"
      ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 255 } }]
      : [];
  return {
    operationId: route.operation,
    summary: route.summary,
    "x-policy": policyText(policy),
    security: "open" in policy ? [] : "formKey" in policy ? [{ formKey: [] }] : [{ session: [] }, { token: [] }],
    parameters: [...inPath, ...inQuery, ...ifMatch, ...key],
    ...(described.body
      ? { requestBody: { content: { "application/json": { schema: shapeSchema(described.body) } } } }
      : {}),
    responses: responses(route),
  };
}

function responses(route: Route): Json {
  const record = recordOf(route.policy);
  const isOne = record && route.path.includes("{id}") && !route.path.endsWith("/history");
  const good = Object.entries(route.described.answers).map(([status, { description, shape, type }]): [string, Json] => {
    const schema = shape ? shapeSchema(shape) : isOne ? { $ref: `#/components/schemas/${refName(record)}` } : {};
    return [
      status,
      { description, ...(status === "204" ? {} : { content: { [type ?? "application/json"]: { schema } } }) },
    ];
  });
  const byKey = "formKey" in route.policy ? ofKeys : {};
  return { ...Object.fromEntries(good), ...byKey, "4XX": problemAnswer("A problem") };
}

const problemAnswer = (description: string): Json => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
/** What a program may be told because of its key. */
const ofKeys: Json = {
  401: problemAnswer("No such key"),
  403: problemAnswer("The key of a form, which opens the public form only"),
  429: {
    ...problemAnswer("More requests a minute than the key may send; nothing was done"),
    headers: { "Retry-After": { description: "Seconds to wait", schema: { type: "integer", minimum: 1 } } },
  },
};
