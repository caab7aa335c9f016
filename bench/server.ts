import { known } from "#apps/house.ts";
import { routes } from "#apps/server/routes.ts";
import { profilesOf } from "#modules/network/staff.queries.ts";
import { openDatabase } from "#platform/db/database.ts";
import { asLogin } from "#platform/db/login.ts";
import type { Opening } from "#platform/http/route.ts";
import { addRoutes, plainServer } from "#platform/http/serve.ts";
import { WorkRoom } from "#platform/workers/index.ts";

const notHere = (): never => {
  throw new Error("the bench asks for leads only");
};
const config = JSON.parse(process.env.MARQUE_BENCH_PG ?? "{}");
const opening: Opening = { stage: "open", open: { db: openDatabase(asLogin(config)), known, profilesOf } };
const app = await plainServer(opening);
addRoutes(
  app,
  opening,
  routes({
    isDemo: false,
    isSecure: false,
    accounts: notHere,
    clockwork: notHere,
    live: notHere,
    watch: notHere,
    room: new WorkRoom(),
  }),
);
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.(address);
process.on("disconnect", () => process.exit(0));
