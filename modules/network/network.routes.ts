import { z } from "zod";
import { namesShape } from "#platform/http/answer-shapes.ts";
import { listRoute, readRoute } from "#platform/http/read-routes.ts";
import { personal, type Route } from "#platform/http/route.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { dealer, listEntry, region, staff, staffProfile } from "./index.ts";

const readable = [dealer, region, staff, staffProfile, listEntry] as readonly unknown[] as readonly AnyRecord[];
const choicesShape = z.record(
  z.string(),
  z.array(z.strictObject({ code: z.string(), labels: namesShape, category: z.string().nullable() })),
);
type Entry = { list: string; code: string; labels: Record<string, string>; category: string | null };

/** Every operation on the network: read here, edited where administrators work. */
export const networkRoutes: Route[] = [
  ...readable.flatMap((record) => [listRoute(record), readRoute(record)]),
  choicesRoute(),
];

/** GET /choices: the open lists with their words, for captions and pickers. */
function choicesRoute(): Route {
  return {
    method: "GET",
    path: "/choices",
    operation: "network.choices",
    summary: "The open lists with their words in every language",
    policy: { sees: listEntry },
    described: { answers: { 200: { description: "Entries by list", shape: choicesShape } } },
    handle: async (anyCall) => {
      const call = personal(anyCall);
      const entries = await call.db.as(call.person, (tx) =>
        tx.query<Entry>({
          text: "select list, code, names as labels, category from list_entry where is_active order by list, position, code",
          values: [],
        }),
      );
      const lists = Map.groupBy(entries, (entry) => entry.list);
      return {
        status: 200,
        body: Object.fromEntries(
          [...lists].map(([list, found]) => [list, found.map(({ list: _, ...entry }) => entry)]),
        ),
      };
    },
  };
}
