import { after } from "node:test";
import { accessSuite } from "./suites/access.ts";
import { lifecycleSuite } from "./suites/lifecycle.ts";
import { listsSuite } from "./suites/lists.ts";
import { requestsSuite } from "./suites/requests.ts";
import { scopesSuite } from "./suites/scopes.ts";
import { openTiny } from "./tiny.ground.ts";

const tiny = await openTiny();
after(() => tiny.ground.close());

accessSuite(tiny);
scopesSuite(tiny);
lifecycleSuite(tiny);
requestsSuite(tiny);
listsSuite(tiny);
