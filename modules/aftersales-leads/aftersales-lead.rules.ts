import { isRefusal, type Rules, type Situation } from "#platform/moves/decide.ts";
import type { Instant, Receipt, Row } from "#platform/record/index.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";
import { appointmentFor, type LeadPlan } from "./booking.rules.ts";
import { noFirstContact, signsOf, surer } from "./contact.rules.ts";
import { reopen } from "./reopen.rules.ts";

type Lead = Row<typeof aftersalesLead>;
type Attempt = Lead["attempts"][number];

/** What a rule knows beside the lead: the car named by the VIN, the dealer named, the customer's consents as they are now. */
export type LeadFacts = {
  vehicle?: { id: string; vin: string } | null;
  dealer?: { code: string } | null;
  consents?: Lead["consents"] | null;
  zone?: string;
  closingReasons?: ReadonlyMap<string, { category: string | null }>;
  plan?: LeadPlan;
};

const tenSeconds = 10_000;
const mostAttempts = 5;
const mostNotes = 4000;
const hasText = (text: string | null | undefined): text is string => typeof text === "string" && text.trim() !== "";

/** Every move but the attempt itself waits for one recorded attempt, whatever its outcome (AL-33, Q-07). */
const uncontacted = (lead: Lead) =>
  lead.attempts.length === 0 ? ({ refused: "no-contact-attempt" } as const) : undefined;
/** New notes stand below what is already written, so nothing is lost; undefined where there is no room for them. */
function withNotes(lead: Lead, notes: string | null | undefined): { managementNotes?: string } | undefined {
  if (!hasText(notes)) return {};
  const managementNotes = hasText(lead.managementNotes) ? `${lead.managementNotes}\n${notes}` : notes;
  return managementNotes.length > mostNotes ? undefined : { managementNotes };
}
const tooLong = { refused: "notes-too-long", field: "notes" } as const;
/** Closing cancels an appointment that is still to come; one that was kept stays. */
const withoutAppointment = (lead: Lead, at: Instant): { appointmentAt?: null } =>
  lead.appointmentAt !== null && lead.appointmentAt > at ? { appointmentAt: null } : {};

type Case<M extends keyof Rules<typeof aftersalesLead, LeadFacts>> = Situation<typeof aftersalesLead, M, LeadFacts>;

/** AL-34: the time is stamped, at most five; the first one stamps the first contact (by its clock). */
function attempt({ row, asked, at, by, facts }: Case<"attempt">) {
  if (row.attempts.length >= mostAttempts) return { refused: "five-attempts" };
  const entry: Attempt = {
    at,
    channel: asked.channel,
    outcome: asked.outcome,
    note: asked.note ?? null,
    user: by?.name ?? "",
    userId: by?.id ?? "",
    version: row.version + 1,
  };
  const attempts = [...row.attempts, entry];
  const first =
    row.attempts.length === 0 ? { contactedBy: by?.id ?? null, evidence: surer(row.evidence, "declared") } : {};
  return { set: { attempts, ...first, signs: signsNow(row, attempts, facts.zone) } };
}

const signsNow = ({ signs, firstContactDueAt: dueAt }: Lead, attempts: Lead["attempts"], zone = "UTC") =>
  signsOf(attempts, { signs, dueAt, zone });

/** A slip of the finger is taken back by who made it, within 10 seconds and while nothing else happened. */
function withdrawAttempt({ row, at, by, facts }: Case<"withdraw-attempt">) {
  const last = row.attempts.at(-1);
  if (!last || last.version !== row.version || last.userId !== by?.id) return { refused: "nothing-to-withdraw" };
  if (Date.parse(at) - Date.parse(last.at) > tenSeconds) return { refused: "too-late" };
  const attempts = row.attempts.slice(0, -1);
  if (attempts.length > 0) return { set: { attempts, signs: signsNow(row, attempts, facts.zone) } };
  // A limit that was missed stays missed; one that was met is open again.
  const isFirstContactInTime = row.isFirstContactInTime === false ? false : null;
  return { set: { attempts, ...noFirstContact, isFirstContactInTime } };
}

/** AL-35: any future moment; the same button changes the date. The dealer's book has it in the same transaction, or nobody does. */
function book({ row, asked, at, by, facts }: Case<"book">) {
  const missing = uncontacted(row);
  if (missing) return missing;
  if (asked.at <= at) return { refused: "in-the-past", field: "at" };
  if (asked.work && facts.plan && asked.work !== facts.plan.work.code)
    return { refused: "work-unknown", field: "work" };
  const planned = facts.plan ? appointmentFor({ row, asked, at, by, plan: facts.plan }) : { beside: [] };
  if (isRefusal(planned)) return planned;
  return {
    set: { appointmentAt: asked.at, remindCustomer: asked.remindCustomer, bookedAt: row.bookedAt ?? at },
    ...planned,
  };
}

/** AL-36, AL-38, Q-23: a VIN of a car of this tenant; without an appointment the notes say what was sold. */
function sell({ row, asked, facts }: Case<"sell">) {
  const missing = uncontacted(row);
  if (missing) return missing;
  if (!hasText(asked.vin)) return { refused: "vin-missing", field: "vin" };
  if (!facts.vehicle) return { refused: "vin-unknown", field: "vin" };
  if (row.appointmentAt === null && !hasText(asked.notes) && !hasText(row.managementNotes)) {
    return { refused: "notes-missing", field: "notes" };
  }
  const notes = withNotes(row, asked.notes);
  if (!notes) return tooLong;
  return {
    set: {
      vin: facts.vehicle.vin,
      vehicle: facts.vehicle.id,
      unrecognised: row.unrecognised.filter((field) => field !== "vin"),
      ...notes,
    },
  };
}

/** AL-37 … AL-39: a reason from the list; "other" needs notes, a car that was sold needs the end of ownership. */
function close({ row, asked, at, facts }: Case<"close">) {
  const missing = uncontacted(row);
  if (missing) return missing;
  if (!hasText(asked.reason)) return { refused: "reason-missing", field: "reason" };
  const reason = facts.closingReasons?.get(asked.reason);
  if (!reason || asked.reason === "recontact") return { refused: "reason-unknown", field: "reason" };
  if (asked.reason === "other" && !hasText(asked.notes)) return { refused: "notes-missing", field: "notes" };
  const isSold = asked.reason === "not-owner";
  if (isSold && !asked.ownershipEndedOn) return { refused: "ownership-end-missing", field: "ownershipEndedOn" };
  const endedOn = isSold ? asked.ownershipEndedOn : null;
  const notes = withNotes(row, asked.notes);
  if (!notes) return tooLong;
  return {
    set: {
      closingCategory: reason.category,
      closingReason: asked.reason,
      ...(endedOn ? { ownershipEndedOn: endedOn } : {}),
      ...notes,
      ...withoutAppointment(row, at),
    },
  };
}

/** AL-40, AL-42, Q-06: closes with a date to call again; on the closed lead the date moves or is cancelled until it came. */
function recontact({ row, asked, at, isFinal }: Case<"recontact">) {
  const next = asked.at ?? null;
  if (next !== null && next <= at) return { refused: "in-the-past", field: "at" };
  if (isFinal) {
    const isPlanned = row.closingReason === "recontact" && (row.recontactAt === null || row.recontactDueAt !== null);
    return isPlanned ? { set: { recontactAt: next } } : { refused: "final" };
  }
  const missing = uncontacted(row);
  if (missing) return missing;
  if (next === null) return { refused: "date-missing", field: "at" };
  return {
    set: {
      recontactAt: next,
      closingCategory: "not-interested-now",
      closingReason: "recontact",
      ...withoutAppointment(row, at),
    },
  };
}

/** Why a lead is where somebody sent it. */
const handedBy = (dealer: string, person: string): Receipt => {
  const outcome = { code: dealer, because: "routing.assigned" };
  return { rule: "aftersales-lead-assign", version: 1, inputs: { dealer, person }, candidates: [outcome], outcome };
};

/** Hands the lead to another dealer, whose clocks and five places start afresh; the former attempts stand in the history. */
function assign({ row, at, by, facts }: Case<"assign">) {
  if (!facts.dealer) return { refused: "dealer-unknown", field: "dealer" };
  if (facts.dealer.code === row.dealer) return { refused: "same-dealer", field: "dealer" };
  return {
    set: {
      dealer: facts.dealer.code,
      routing: handedBy(facts.dealer.code, by?.name ?? ""),
      assignedAt: at,
      attempts: [],
      ...noFirstContact,
      managedAt: null,
      isManagedInTime: null,
    },
  };
}

/** How an aftersales lead changes: one pure function per move. */
export const aftersalesLeadRules: Rules<typeof aftersalesLead, LeadFacts> = {
  attempt,
  "withdraw-attempt": withdrawAttempt,
  book,
  sell,
  close,
  recontact,
  assign,
  /** AL-43: nothing final within 60 days is lost. */
  expire: () => ({ set: {} }),
  reopen,
  "follow-appointment": ({ row, asked, isFinal }) => {
    const visitedAt = asked.visitedAt == null ? null : (row.visitedAt ?? asked.visitedAt);
    const set = { visitedAt, ...(isFinal ? {} : { appointmentAt: asked.at ?? null }) };
    const isSame = Object.entries(set).every(([field, value]) => row[field as keyof typeof set] === value);
    return { set: isSame ? {} : set };
  },
  /** What leaves or comes when the lead is final already changes nothing any more (AL-44). */
  witness: ({ row, asked, isFinal }) => {
    const evidence = isFinal ? row.evidence : surer(row.evidence, asked.evidence);
    return { set: evidence === row.evidence ? {} : { evidence } };
  },
};
