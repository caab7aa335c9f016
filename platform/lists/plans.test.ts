import { after } from "node:test";
import { plansSuite } from "#platform/testing/suites/plans.ts";
import { openTiny } from "#platform/testing/tiny.ground.ts";

const tiny = await openTiny();
after(() => tiny.ground.close());

plansSuite(tiny, ["ALDER", "BIRCH", "CEDAR", ...Array.from({ length: 37 }, (_, i) => `D-${i}`)]);
