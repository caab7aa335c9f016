export { appointment, customerReplies } from "./appointment.record.ts";
export { type Appointment, type AppointmentFacts, appointmentRules, placing } from "./appointment.rules.ts";
export type { LeadPlan, OpenAppointment, PlanQuestion } from "./lead-plan.ts";
export { serviceAdvisor } from "./service-advisor.record.ts";
export { serviceBay } from "./service-bay.record.ts";
export { serviceWork } from "./service-work.record.ts";
export { unknownWork, type Work, type Workshop } from "./workshop.ts";
