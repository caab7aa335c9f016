import { historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import type { Route } from "#platform/http/route.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { customer, customerConsent } from "./index.ts";
import { likelyRoute } from "./likely.routes.ts";

const readable = [customer, customerConsent] as readonly unknown[] as readonly AnyRecord[];

/** Every operation on customers and their consents: read here. */
export const customerRoutes: Route[] = [
  ...readable.flatMap((record) => [listRoute(record), readRoute(record)]),
  historyRoute(customer),
  likelyRoute,
];
