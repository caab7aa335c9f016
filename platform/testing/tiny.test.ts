import { after } from "node:test";
import { everySuite } from "./suites/index.ts";
import { openTiny } from "./tiny.ground.ts";

const tiny = await openTiny();
after(() => tiny.ground.close());

everySuite(tiny);
