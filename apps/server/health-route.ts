import type { FastifyInstance } from "fastify";
import type { Opening } from "#platform/http/route.ts";
import { apiRoot } from "#platform/http/serve.ts";

/** GET /health: 200 when the world is loaded, before that 503 with the stage. */
export function addHealth(app: FastifyInstance, opening: Opening): void {
  app.get(`${apiRoot}/health`, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    if (!opening.open)
      return reply.status(503).header("retry-after", "1").send({ status: "starting", stage: opening.stage });
    const isDatabaseThere = await opening.open.db.pool.query("select 1").then(
      () => true,
      () => false,
    );
    return isDatabaseThere
      ? { status: "ok", stage: "open" }
      : reply.status(503).send({ status: "away", stage: "the database does not answer" });
  });
}
