import { after } from "node:test";
import { everySuite } from "#platform/testing/suites/index.ts";
import { mailSubject } from "./mail-subject.ts";

const subject = await mailSubject();
after(() => subject.ground.close());
everySuite(subject);
