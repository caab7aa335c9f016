import { may, seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { rowColumns } from "#platform/lists/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { spanAround } from "./appointment.desk.ts";
import { appointment } from "./appointment.record.ts";
import type { LeadPlan, OpenAppointment, PlanQuestion } from "./lead-plan.ts";
import { queueMovers, workNamed, workshopOf } from "./workshop.queries.ts";
import { unknownWork } from "./workshop.ts";

const record = appointment as unknown as AnyRecord;

/** The planned appointment of a lead; locked where the actor may move it and `isToMove` says that it will be. */
export async function openAppointment(
  tx: Transaction,
  lead: string,
  isToMove = false,
): Promise<OpenAppointment | null> {
  const values: unknown[] = [lead];
  const seen = seePredicate(record, tx.actor, values);
  const lock = isToMove && may(record, tx.actor, "reschedule") ? " for no key update of r" : "";
  const [found] = await tx.query<OpenAppointment>({
    name: `appointment:of-lead:${seen}:${lock}`,
    text: `select ${rowColumns(record)}, (select b.name from service_bay b where b.id = r.bay) as "bayName",
        (select p.name from service_advisor p where p.id = r.advisor) as "advisorName"
      from appointment r where r.lead = $1 and r.status = 'planned' and ${seen}
      order by r.starts_at desc limit 1${lock}`,
    values,
  });
  return found ?? null;
}

/** Everything that booking a lead needs of the dealer's book, in one round trip; undefined where the lead cannot be seen. */
export async function leadPlan(
  tx: Transaction,
  { lead, startsAt, work: code }: PlanQuestion,
): Promise<LeadPlan | undefined> {
  const [, workshop, work = unknownWork, open] = await Promise.all([
    queueMovers(tx, { lead }),
    workshopOf(tx, { lead }, spanAround(startsAt)),
    workNamed(tx, code, { lead }),
    openAppointment(tx, lead, true),
  ]);
  return workshop && { workshop, work, open };
}
