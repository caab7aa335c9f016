import { staff } from "#modules/network/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { rowStatement } from "#platform/lists/index.ts";
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

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Whether the person sees the colleague who is named; nobody named is fine. */
async function seesStaff(tx: Transaction, named: unknown): Promise<boolean> {
  if (typeof named !== "string" || !uuid.test(named)) return true;
  return (await tx.query(rowStatement(staff as unknown as AnyRecord, tx.actor, named))).length > 0;
}

/** Where bays and advisors are set up: their names, hours, days away. */
export const bayDesk = presenceDesk(serviceBay);
export const advisorDesk: Desk = {
  ...presenceDesk(serviceAdvisor),
  facts: async (tx, _key, asked) => ({ zone: "UTC", seesStaff: await seesStaff(tx, asked.staff) }),
  edit: (_row, patch, { seesStaff: sees }) =>
    sees ? checked(patch) : { refused: "reference-unknown", field: "staff" },
};
