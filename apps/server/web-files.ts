import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { apiRoot } from "#platform/http/serve.ts";

/** Serves the built pages: hashed files for a year, every other address is the one page that routes by itself. */
export async function addWebFiles(app: FastifyInstance): Promise<void> {
  const root = join(import.meta.dirname, "../../dist/web");
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get("/*", (request, reply) => {
    const isPage =
      !request.url.startsWith(`${apiRoot}/`) &&
      !request.url.startsWith("/assets/") &&
      request.headers.accept?.includes("text/html");
    return isPage ? reply.sendFile("index.html") : reply.callNotFound();
  });
}
