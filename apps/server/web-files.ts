import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { apiRoot } from "#platform/http/serve.ts";
import { webFolder } from "../web-folder.ts";

/** Serves the built pages: hashed files for a year, every other address is the one page that routes by itself. */
export async function addWebFiles(app: FastifyInstance): Promise<void> {
  const root = webFolder();
  await app.register(fastifyStatic, {
    root: join(root, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: "1y",
  });
  app.get("/*", (request, reply) => {
    const isPage = !request.url.startsWith(`${apiRoot}/`) && request.headers.accept?.includes("text/html");
    return isPage
      ? reply.header("cache-control", "no-cache").sendFile("index.html", root, { cacheControl: false })
      : reply.callNotFound();
  });
}
