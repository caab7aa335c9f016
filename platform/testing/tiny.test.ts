import { after } from "node:test";
import { accessSuite } from "./suites/access.ts";
import { openTiny } from "./tiny.ground.ts";

const tiny = await openTiny();
after(() => tiny.ground.close());

accessSuite(tiny);
