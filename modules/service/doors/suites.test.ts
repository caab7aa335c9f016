import { after } from "node:test";
import { everySuite } from "#platform/testing/suites/index.ts";
import { appointmentSubject } from "./appointment-subject.ts";

const subject = await appointmentSubject();
after(() => subject.ground.close());
everySuite(subject);
