import type { Appointment } from "./appointment.rules.ts";
import type { Work, Workshop } from "./workshop.ts";

/** The appointment of a lead that is still to come, with the names of its bay and advisor. */
export type OpenAppointment = Appointment & { bayName: string | null; advisorName: string | null };
/** Which lead's plan, around which time, for which kind of work; what was asked is not checked yet. */
export type PlanQuestion = { lead: string; startsAt: unknown; work: string | null };
/** The dealer's book around a time, the kind of work, and the appointment that the lead has already. */
export type LeadPlan = { workshop: Workshop; work: Work; open: OpenAppointment | null };
