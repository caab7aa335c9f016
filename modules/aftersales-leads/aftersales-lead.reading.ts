import type { Row } from "#platform/record/index.ts";
import type { LeadAdds } from "./aftersales-lead.answers.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";

/** A reference as it reads: the id and the name to show. */
export type Named = { id: string; name: string };
/** One try to reach the customer (AL-34); until it is answered nobody is named. */
export type Attempt = Omit<LeadAdds["attempts"][number], "user"> & { user: Named | null };
export type LeadVehicle = NonNullable<LeadAdds["vehicle"]>;
export type LeadAppointment = NonNullable<LeadAdds["appointment"]>;

export type LeadAct = "attempt" | "withdraw-attempt" | "book" | "sell" | "close" | "recontact" | "assign";

/** A lead as the API answers it: its fields, what is derived, its clocks, its car, and what the reader may do to it now. */
export type Lead = Omit<Row<typeof aftersalesLead>, "customer" | "masterLead" | "finalAt" | keyof LeadAdds> &
  Readonly<Omit<LeadAdds, "attempts">> & {
    isFinal: boolean;
    customer: Named | null;
    masterLead: Named | null;
    attempts: readonly Attempt[];
    attemptCount: number;
    daysSinceCreation: number;
    can: Readonly<Record<LeadAct | "edit" | "export", boolean>>;
  };
