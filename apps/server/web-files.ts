import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { isForPerson } from "#platform/http/problem-page.ts";
import { isPageAddress } from "../addresses.ts";
import { webFolder } from "../web-folder.ts";

/**
 * Serves the built pages: hashed files for a year, and the one page that routes by itself at every address outside the API;
 * where the app has no page it says so itself, and is sent as not found. Who names no HTML is told so without a script.
 */
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
    if (!isForPerson(request)) return reply.callNotFound();
    const isThere = isPageAddress(request.url.split("?")[0] ?? "");
    if (!isThere && !request.headers.accept?.includes("text/html")) return reply.callNotFound();
    reply.status(isThere ? 200 : 404).headers({ "cache-control": "no-cache", vary: "accept" });
    // What is not found is sent whole each time: no browser keeps it and asks whether it is still so.
    const kept = isThere ? {} : { etag: false, lastModified: false, acceptRanges: false };
    return reply.sendFile("index.html", root, { cacheControl: false, ...kept });
  });
}
