import { accessSuite } from "./access.ts";
import { lifecycleSuite } from "./lifecycle.ts";
import { listsSuite } from "./lists.ts";
import { requestsSuite } from "./requests.ts";
import { scopesSuite } from "./scopes.ts";
import type { Subject } from "./subject.ts";

/** Everything that must hold for a record because it is declared; `plansSuite` fills a ground of its own. */
export function everySuite(subject: Subject): void {
  accessSuite(subject);
  scopesSuite(subject);
  lifecycleSuite(subject);
  requestsSuite(subject);
  listsSuite(subject);
}
