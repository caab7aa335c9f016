import type { Route } from "#platform/http/route.ts";
import { type Printed, printed } from "#platform/print/pages.ts";
import { WorkRoom } from "#platform/workers/index.ts";
import { records } from "./house.ts";
import { routes } from "./server/routes.ts";

const notOpen = (): never => {
  throw new Error("printing opens no house");
};

/** Every operation, those of the demo among them, as the printed files tell them. */
export const allRoutes = (): Route[] =>
  routes({
    ...{ isDemo: true, isSecure: true, room: new WorkRoom() },
    ...{ accounts: notOpen, clockwork: notOpen, live: notOpen, watch: notOpen },
  });

/** The printed files as the declarations say them now. */
export const printedFiles = (): Printed[] => printed(records, allRoutes());
