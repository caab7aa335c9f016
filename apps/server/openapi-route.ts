import { z } from "zod";
import type { Route } from "#platform/http/route.ts";
import { openapi } from "#platform/print/openapi.ts";

const documentShape = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.unknown()),
  components: z.record(z.string(), z.unknown()),
});

/** GET /openapi.json: the document of every other operation. */
export function openapiRoute(routes: readonly Route[]): Route {
  const route: Route = {
    method: "GET",
    path: "/openapi.json",
    operation: "api.document",
    summary: "This document",
    policy: { open: "programs read it before they sign in" },
    described: { answers: { 200: { description: "OpenAPI 3.1", shape: documentShape } } },
    handle: async () => ({ status: 200, body: document }),
  };
  const document = openapi([...routes, route]);
  return route;
}
