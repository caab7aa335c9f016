import { later } from "#platform/clocks/due.ts";
import type { Refusal, Rules, Who } from "#platform/moves/decide.ts";
import type { Instant } from "#platform/record/index.ts";
import type { mail } from "./mail.record.ts";

/** What the program knows when it moves a mail: the answer of the mail server, or what is handed over. */
export type MailFacts = { answer?: string; handed?: Readonly<Record<string, unknown>> };

const minutesBetweenTries = [1, 5, 30, 120, 360];

/** When a mail that was refused `refusals` times is tried again; null: not by itself any more. */
export function nextTryAt(at: Instant, refusals: number): Instant | null {
  const minutes = minutesBetweenTries[refusals - 1];
  return minutes === undefined ? null : later(at, { hours: minutes / 60 }, "UTC");
}

/** A mail to staff about their own account is nobody else's to work on: whoever needs another one asks for it. */
const theirs = ({ row, by }: { row: { audience: string }; by: Who }): Refusal | undefined =>
  row.audience === "staff" && by !== null ? { refused: "not-yours" } : undefined;

/** How a mail changes. Who hands it over and judges the answer is the sender. */
export const mailRules: Rules<typeof mail, MailFacts> = {
  release: () => ({ set: {} }),
  take: ({ row, facts }) => ({
    set: { ...facts.handed, handOverCount: row.handOverCount + 1, nextTryAt: null, refusal: null },
  }),
  accept: ({ at, facts }) => ({ set: { sentAt: at, refusal: facts.answer ?? null } }),
  doubt: ({ facts }) => ({ set: { refusal: facts.answer ?? null } }),
  refuse: ({ row, at, facts }) => {
    const refusals = row.refusalCount + 1;
    const next = nextTryAt(at, refusals);
    return next === null
      ? { refused: "refused-too-often" }
      : { set: { refusalCount: refusals, nextTryAt: next, refusal: facts.answer ?? null } };
  },
  park: ({ row, facts }) => ({
    set: { refusalCount: row.refusalCount + 1, nextTryAt: null, refusal: facts.answer ?? null },
  }),
  "send-again": (one) => theirs(one) ?? { set: { refusalCount: 0, nextTryAt: null } },
  arrived: (one) => theirs(one) ?? { set: { sentAt: one.at } },
  drop: (one) => theirs(one) ?? { set: { because: one.asked.because ?? null, nextTryAt: null } },
};
