import type { Instant } from "#platform/record/index.ts";

/** What a record tells of one of its clocks. `isInTime` is the stored verdict, null while the clock still runs. */
export type ClockReading = {
  startedAt: Instant | null;
  dueAt: Instant | null;
  stampedAt: Instant | null;
  isInTime: boolean | null;
};

/** met, missed: the clock has stopped. running, soon, late: it counts; `soon` is its last quarter. idle: it never ran. */
export type ClockTone = "met" | "missed" | "running" | "soon" | "late" | "idle";
/** `ms`: time left (running, soon), time over (late), or null where nothing counts. */
export type ClockState = { tone: ClockTone; ms: number | null };

const SOON = 0.25;

/** Reads a clock at `now` (milliseconds). At the limit itself the clock is late. */
export function clockState(clock: ClockReading, now: number, isFinal = false): ClockState {
  if (clock.stampedAt !== null) return stopped(clock);
  if (clock.dueAt === null || isFinal) return { tone: clock.isInTime === false ? "missed" : "idle", ms: null };
  const due = Date.parse(clock.dueAt);
  if (now >= due) return { tone: "late", ms: now - due };
  const left = due - now;
  const whole = clock.startedAt === null ? null : due - Date.parse(clock.startedAt);
  return { tone: whole !== null && left <= whole * SOON ? "soon" : "running", ms: left };
}

function stopped(clock: ClockReading): ClockState {
  const wasInTime =
    clock.isInTime ?? (clock.dueAt === null || Date.parse(clock.stampedAt ?? "") <= Date.parse(clock.dueAt));
  return { tone: wasInTime ? "met" : "missed", ms: null };
}
