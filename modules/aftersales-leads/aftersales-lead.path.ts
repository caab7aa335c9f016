import type { Lead } from "./aftersales-lead.reading.ts";

/** The steps of the process in order (AL-48): a step is taken when the answer of the one before is yes. */
export const pathSteps = ["contact", "qualification", "booking", "visit"] as const;
export type StepName = (typeof pathSteps)[number];
/** done; here: what is being worked on; ahead; stopped: the lead ended at this step; skipped: it ended well without it. */
export type StepState = "done" | "here" | "ahead" | "stopped" | "skipped";
export type Step = { name: StepName; state: StepState };

type OnPath = Pick<Lead, "status" | "isFinal" | "attempts" | "appointmentAt" | "qualification">;

/** Where the lead stands on the path at `now` (milliseconds), read from its attempts, its appointment and its status. */
export function pathOf(lead: OnPath, now: number): Step[] {
  if (lead.status === "closed-with-sale") return soldPath(lead, now);
  const reached = stepReached(lead);
  const here: StepState = lead.isFinal ? "stopped" : "here";
  return pathSteps.map((name, i) => ({ name, state: i < reached ? "done" : i === reached ? here : "ahead" }));
}

function stepReached(lead: OnPath): number {
  if (lead.appointmentAt !== null) return pathSteps.indexOf("visit");
  if (!lead.attempts.some((attempt) => attempt.outcome === "reached")) return pathSteps.indexOf("contact");
  const facts = lead.qualification;
  const isQualified = facts.isCarInCampaign === true && facts.isOwner === true && facts.isTimeFramePossible === true;
  return pathSteps.indexOf(isQualified ? "booking" : "qualification");
}

/** A sale may come before the visit (the ten days, AL-60) and without any booking (AL-38). */
function soldPath(lead: OnPath, now: number): Step[] {
  const isBooked = lead.appointmentAt !== null;
  const isVisitAhead = isBooked && Date.parse(lead.appointmentAt ?? "") > now;
  return [
    { name: "contact", state: "done" },
    { name: "qualification", state: "done" },
    { name: "booking", state: isBooked ? "done" : "skipped" },
    { name: "visit", state: isVisitAhead ? "ahead" : "done" },
  ];
}
