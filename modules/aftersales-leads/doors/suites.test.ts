import { after } from "node:test";
import { everySuite } from "#platform/testing/suites/index.ts";
import { leadSubject } from "./lead-subject.ts";

const subject = await leadSubject();
after(() => subject.ground.close());
everySuite(subject);
