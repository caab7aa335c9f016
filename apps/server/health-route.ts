import type { FastifyInstance } from "fastify";
import { type Health, healthWords } from "#platform/db/database-health.ts";
import type { Opening } from "#platform/http/route.ts";
import { apiRoot } from "#platform/http/serve.ts";

type Told = { status: "ok" | "starting" | "away"; database: Health; stage: string };

/**
 * GET /health: 200 when the house serves everybody, else 503, with what is wrong in one word and in a sentence. It is told
 * from what is known, so it waits for nothing that may hang.
 */
export function addHealth(app: FastifyInstance, opening: Opening): void {
  app.get(`${apiRoot}/health`, (_request, reply) => {
    const told = toldOf(opening);
    reply.header("cache-control", "no-store");
    if (told.status !== "ok") reply.status(503).header("retry-after", "1");
    return reply.send(told);
  });
}

function toldOf({ open, stage }: Opening): Told {
  if (!open) return { status: "starting", database: "starting", stage };
  const database = open.health?.now() ?? "ok";
  return { status: database === "ok" || database === "slow" ? "ok" : "away", database, stage: healthWords[database] };
}
