import { problemShape } from "#platform/http/problem-shape.ts";
import type { Policy, Route } from "#platform/http/route.ts";
import { answeredSchema, type Json, sentSchema } from "./json-schema.ts";
import { problemsOf } from "./problems-of.ts";

/** How an operation's policy reads in one phrase; printed in access.md and in the operation itself. */
export function policyText(policy: Policy): string {
  if ("open" in policy) return `open: ${policy.open}`;
  if ("formKey" in policy) return `form key: ${policy.formKey}`;
  if ("signedIn" in policy) return `signed in: ${policy.signedIn}`;
  if ("roles" in policy) return `${policy.roles.join(", ")}: ${policy.because}`;
  if ("sees" in policy) return `who sees ${policy.sees.plural}`;
  return `who may ${policy.makes} ${policy.on.plural}`;
}

/** The OpenAPI 3.1 document of the routes. */
export function openapi(routes: readonly Route[]): Json {
  const schemas: Json = {};
  const problem = answeredSchema(problemShape, schemas);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, schemas) };
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
      schemas,
      responses: {
        Problem: { description: "A problem", content: { "application/problem+json": { schema: problem } } },
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "marque" },
        token: { type: "http", scheme: "bearer" },
        formKey: { type: "apiKey", in: "header", name: "X-Form-Key", description: "The key of a program" },
      },
    },
  };
}

function operation(route: Route, schemas: Json): Json {
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
      ? { requestBody: { content: { "application/json": { schema: sentSchema(described.body) } } } }
      : {}),
    responses: { ...answersOf(route, schemas), ...refusalsOf(route, schemas) },
  };
}

const answersOf = ({ described }: Route, schemas: Json): Json =>
  Object.fromEntries(
    Object.entries(described.answers).map(([status, told]) => {
      const { description } = told;
      if ("shape" in told)
        return [
          status,
          { description, content: { "application/json": { schema: answeredSchema(told.shape, schemas) } } },
        ];
      return [
        status,
        "type" in told
          ? {
              description,
              content: { [told.type]: { schema: told.type.startsWith("text/") ? { type: "string" } : {} } },
            }
          : { description },
      ];
    }),
  );

function refusalsOf(route: Route, schemas: Json): Json {
  const { refusal } = route.described;
  const plain = { $ref: "#/components/responses/Problem" };
  const special = refusal && {
    description: "A problem, and what it offers",
    content: { "application/problem+json": { schema: answeredSchema(refusal, schemas) } },
  };
  const all = problemsOf(route).map((status) => [status, status === 422 && special ? special : plain]);
  return { ...Object.fromEntries(all), ...("formKey" in route.policy ? ofKeys : {}) };
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
