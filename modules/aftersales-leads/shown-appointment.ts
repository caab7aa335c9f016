import type { Facts } from "#platform/moves/desk.ts";
import type { LeadPlan } from "./booking.rules.ts";

type Values = Record<string, unknown>;

/** The appointment as the lead shows it: the one just written, else the one that was read. */
export function shownAppointment({ beside, appointment, plan }: Facts) {
  const written = (beside as readonly { row: Values }[] | undefined)?.[0]?.row;
  const row = written ?? (appointment as Values | null | undefined);
  if (row?.status !== "planned") return null;
  const { workshop } = (plan ?? {}) as Partial<LeadPlan>;
  const nameOf = (all: readonly { id: string; name: string }[] | undefined, id: unknown, read: unknown) =>
    id === null ? null : { id, name: all?.find((one) => one.id === id)?.name ?? read ?? null };
  const { id, version, startsAt, endsAt, work, isBesidePlan, customerReply, proposedAt } = row;
  return {
    id,
    version,
    startsAt,
    endsAt,
    work,
    bay: nameOf(workshop?.bays, row.bay, row.bayName),
    advisor: nameOf(workshop?.advisors, row.advisor, row.advisorName),
    isBesidePlan,
    customerReply,
    proposedAt,
  };
}
