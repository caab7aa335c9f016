import type { OpenAppointment } from "#modules/service/index.ts";
import type { Facts } from "#platform/moves/desk.ts";
import type { LeadAdds } from "./aftersales-lead.answers.ts";
import type { LeadPlan } from "./booking.rules.ts";

type Known = { beside?: readonly { row: OpenAppointment }[]; appointment?: OpenAppointment | null; plan?: LeadPlan };
type Places = readonly { id: string; name: string }[] | undefined;

/** The appointment as the lead shows it: the one just written, else the one that was read. */
export function shownAppointment(facts: Facts): LeadAdds["appointment"] {
  const { beside, appointment, plan } = facts as Facts & Known;
  const row = beside?.[0]?.row ?? appointment;
  if (row?.status !== "planned") return null;
  const nameOf = (all: Places, id: string | null, read: string | null) =>
    id === null ? null : { id, name: all?.find((one) => one.id === id)?.name ?? read ?? "" };
  const { id, version, startsAt, endsAt, work, isBesidePlan, customerReply, proposedAt } = row;
  return {
    id,
    version,
    startsAt,
    endsAt,
    work,
    bay: nameOf(plan?.workshop.bays, row.bay, row.bayName),
    advisor: nameOf(plan?.workshop.advisors, row.advisor, row.advisorName),
    isBesidePlan,
    customerReply,
    proposedAt,
  };
}
