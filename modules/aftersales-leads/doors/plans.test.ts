import { after } from "node:test";
import { plansSuite } from "#platform/testing/suites/plans.ts";
import { leadSubject, manyDealers } from "./lead-subject.ts";

const subject = await leadSubject();
after(() => subject.ground.close());
plansSuite(subject, manyDealers);
