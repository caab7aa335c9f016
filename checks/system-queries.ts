import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-tool.ts";

/** Each place where the program asks the database without a person behind it, with its reason. */
export const allowed: readonly string[] = [
  "apps/server/clockwork.ts: what is old is thrown away",
  "apps/server/night-watch.ts: what time it is at the default dealer",
  "modules/aftersales-leads/take-in.ts: a lead taken in by a form key",
  "modules/aftersales-leads/form/form.routes.ts: the dealers a public form offers",
  "modules/insights/count-medians.ts: the medians of the regions",
  "modules/insights/weekly-wish.routes.ts: a manager's own wish for the Monday mail",
  "modules/insights/weekly-plan.ts: the managers' mails of the coming Monday",
  "modules/mails/hear.ts: an answer that came by mail",
  "modules/mails/sender.ts: mails on their way",
  "modules/mails/unsubscribe.routes.ts: a customer ends marketing mails",
  "modules/service/link/link.routes.ts: a customer changes an appointment by link",
  "modules/service/link/link.routes.ts: a customer looks at an appointment by link",
  "modules/sign-in/plan-resets.ts: a link for who forgot a password",
  "platform/accounts/person.ts: to know who somebody is",
  "platform/accounts/person.ts: whether open pages may go on",
  "platform/clocks/sweep.ts: the clock ${desk.record.name}.${clock}",
  "platform/clocks/sweep.ts: what is due next",
  "platform/counts/add-up.ts: adding up what changed of ${record.plural}",
  "platform/counts/add-up.ts: counting all ${record.plural}",
  "platform/counts/check.ts: whether counts of ${record.plural} are right",
  "platform/http/idempotency.ts: the answer of a request is kept",
  "platform/http/idempotency.ts: whether a request was answered already",
  "platform/outbox/live.ts: changes a page missed",
  "platform/outbox/live.ts: changes for open pages",
  "platform/outbox/live.ts: how much a page missed",
  "platform/outbox/live.ts: where the outbox ends",
  "platform/outbox/relay.ts: the listener ${listener.name}",
  "platform/outbox/relay.ts: which listeners have something to hear",
  "platform/outbox/restored.ts: restored events are numbered anew",
  "platform/outbox/restored.ts: whether the events were restored",
  "platform/search/refold.ts: search texts of ${record.plural} are folded anew",
];

/** Every `asSystem(…, "why")` of the program, tests, demo and command line aside. */
export function systemQueries(folder = root): string[] {
  const files = globSync("{platform,modules,apps/server}/**/*.ts", { cwd: folder }).filter(
    (file) =>
      !file.endsWith(".test.ts") && !file.startsWith("platform/testing/") && file !== "platform/access/actor.ts",
  );
  return files
    .flatMap((file) => reasonsIn(readFileSync(join(folder, file), "utf8")).map((why) => `${file}: ${why}`))
    .sort();
}

/** The reasons as they stand in the call itself; an actor made past `asSystem`, or for a reason from elsewhere, counts as well. */
function reasonsIn(text: string): string[] {
  const calls = [...text.matchAll(/\basSystem\((?=([^"`;]*["`]([^"`]+)["`],?\s*\))?)/g)];
  const byHand = [...text.matchAll(/kind: "system",/g)];
  return [
    ...calls.map(([, , why]) => why ?? "a reason that does not stand here"),
    ...byHand.map(() => "an actor made by hand"),
  ];
}

/** Places that are not on the list, and lines of the list that nothing uses. */
export function systemBreaches(found = systemQueries()): string[] {
  const unknown = found
    .filter((place) => !allowed.includes(place))
    .map((place) => `${place}: no line in checks/system-queries.ts allows it`);
  return [
    ...unknown,
    ...allowed.filter((place) => !found.includes(place)).map((place) => `${place}: allowed, but not there any more`),
  ];
}
