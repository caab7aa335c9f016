import type { Outcome } from "#platform/moves/decide.ts";
import { type Desk, plainDesk } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { serviceAdvisor } from "./service-advisor.record.ts";
import { serviceBay } from "./service-bay.record.ts";
import type { Hours } from "./workshop.ts";

const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const isReadable = ({ opens, closes }: Hours[number]): boolean =>
  wallTime.test(opens) && wallTime.test(closes) && opens < closes;

/** Hours must be wall times that end after they begin, and an absence must not end before it begins. */
function checked(patch: Record<string, unknown>): Outcome {
  const { hours = [], absences = [] } = patch as {
    hours?: Hours;
    absences?: readonly { startsOn: string; endsOn: string }[];
  };
  if (!hours.every(isReadable)) return { refused: "hours-unreadable", field: "hours" };
  if (!absences.every(({ startsOn, endsOn }) => startsOn <= endsOn))
    return { refused: "ends-before-start", field: "absences" };
  return { set: patch };
}

const presenceDesk = (record: unknown): Desk => ({
  ...plainDesk(record as AnyRecord),
  edit: (_row, patch) => checked(patch),
});

/** Where bays and advisors are set up: their names, hours, days away. */
export const bayDesk = presenceDesk(serviceBay);
export const advisorDesk = presenceDesk(serviceAdvisor);
