import { normalisePhone } from "#modules/customers/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Desk, Facts } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { appointment } from "./appointment.record.ts";
import { appointmentRules } from "./appointment.rules.ts";
import { leadNow, queueMovers, workNamed, workshopOf } from "./workshop.queries.ts";
import { unknownWork, type Workshop } from "./workshop.ts";

type Values = Record<string, unknown>;
const text = (value: unknown): string | null => (typeof value === "string" && !value.includes("\u0000") ? value : null);
const dayMs = 86_400_000;

/** The workshop around the moment that somebody asks for; where it cannot be read yet, around the beginning of time. */
export const spanAround = (startsAt: unknown): { fromMs: number; untilMs: number } => {
  const asked = Date.parse(String(startsAt));
  const atMs = asked > Date.parse("1900-01-01") && asked < Date.parse("2200-01-01") ? asked : 0;
  return { fromMs: atMs - dayMs, untilMs: atMs + dayMs };
};

/** Of a dealer that cannot be read nothing is free. */
const nobody: Workshop = {
  dealer: "",
  country: "JP",
  zone: "UTC",
  hours: [],
  holidays: [],
  bays: [],
  advisors: [],
  busy: [],
};

async function factsOf(tx: Transaction, key: string, asked: Values): Promise<Facts> {
  const isMoving = text(asked.startsAt) !== null;
  const [, workshop = nobody, work = unknownWork, lead] = await Promise.all([
    isMoving ? queueMovers(tx, { appointment: key }) : undefined,
    workshopOf(tx, { appointment: key }, isMoving ? spanAround(asked.startsAt) : "own"),
    workNamed(tx, text(asked.work), { appointment: key }),
    isMoving ? undefined : leadNow(tx, key),
  ]);
  return { zone: workshop.zone, workshop, work, ...lead };
}

/** Where an appointment is worked: the workshop around the new time comes in the round trip that reads it. */
export const appointmentDesk: Desk = {
  record: appointment as unknown as AnyRecord,
  rules: appointmentRules,
  facts: factsOf,
  dueFacts: async () => () => ({ zone: "UTC" }),
  edit: (row, patch, { workshop }) => {
    const { country } = workshop as Workshop;
    const phone = typeof patch.phone === "string" ? { phone: normalisePhone(patch.phone, country).value } : {};
    // Whoever had the old address had a link; a new number makes it useless, and the new address is told.
    const isReaddressed = "email" in patch && patch.email !== row.email;
    return { set: { ...patch, ...phone, ...(isReaddressed ? { sequence: Number(row.sequence) + 1 } : {}) } };
  },
};
