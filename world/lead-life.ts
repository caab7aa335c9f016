import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { aftersalesLeadRules } from "#modules/aftersales-leads/aftersales-lead.rules.ts";
import { dueMove } from "#platform/clocks/sweep.ts";
import { type Decided, decide, isRefusal, settle } from "#platform/moves/decide.ts";
import { type AnyRecord, type Day, dueField, type Instant } from "#platform/record/index.ts";
import { type HistoryRow, linesOf, openingLines, type Values, type Who } from "./rows.ts";

/** What somebody does to a lead: a move, or an edit of fields. */
export type Act = {
  at: Instant;
  move: string;
  asked: Values;
  by: Who;
  facts?: Values & { zone?: string };
  /** It is tried, and nothing happens where the rules refuse it. */
  mayFail?: boolean;
};
export type Lead = { row: Values; history: HistoryRow[] };
/** What a life caused elsewhere: leads that opened on the day of re-contact, and days on which the car was handed on. */
export type Caused = { opened: { given: Values; at: Instant }[]; handedOn: { endedOn: Day; at: Instant }[] };

const desk = { record: aftersalesLead, rules: aftersalesLeadRules };
const clocks = Object.entries((aftersalesLead as AnyRecord).clocks ?? {});

/** The clock that runs out next; a verdict that is known is not due again. */
function nextDue(row: Values): { clock: string; at: Instant } | undefined {
  return clocks
    .filter(([, { verdict, whenDue }]) => whenDue !== "flag" || verdict === undefined || row[verdict] === null)
    .flatMap(([clock]) => (row[dueField(clock)] === null ? [] : [{ clock, at: String(row[dueField(clock)]) }]))
    .sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}

/**
 * Lets a lead live until `until`: its acts in their order and, between them, whatever its clocks cause, each decided by
 * the lead's own rules. What comes too late for a final lead does not happen.
 */
export function live(
  begun: Values,
  by: Who,
  acts: readonly Act[],
  place: { zone: string; until: Instant; consents: Values },
): Lead & Caused {
  const life = { row: begun, history: openingLines(aftersalesLead, begun, by), opened: [], handedOn: [] } as Lead &
    Caused;
  const ahead = [...acts];
  for (;;) {
    const [act] = ahead;
    const due = nextDue(life.row);
    const isDueFirst = due !== undefined && (act === undefined || due.at <= act.at);
    if ((isDueFirst ? due.at : (act?.at ?? place.until)) >= place.until) return life;
    if (isDueFirst) runOut(life, due.clock, place);
    else if (act && ahead.shift()) perform(life, act, place.zone);
  }
}

function runOut(life: Lead & Caused, clock: string, { zone, consents }: { zone: string; consents: Values }): void {
  const { move, decided, at } = dueMove(desk, clock, life.row, { zone, consents });
  if (decided.opens) life.opened.push({ given: decided.opens, at });
  change(life, decided, { at, move, by: null });
}

function perform(life: Lead & Caused, { at, move, asked, by, facts = {}, mayFail }: Act, zone: string): void {
  const there = { zone, ...facts };
  const decided =
    move === "edit"
      ? settle(aftersalesLead, undefined, life.row, asked, at, zone)
      : decide(aftersalesLead, aftersalesLeadRules, move, {
          row: life.row,
          asked,
          at,
          by,
          facts: there,
          zone: there.zone,
        });
  if (isRefusal(decided)) {
    if (decided.refused !== "final" && !mayFail) throw new Error(`the demo's ${move} was refused: ${decided.refused}`);
    return;
  }
  const { closingReason, ownershipEndedOn: endedOn } = decided.set;
  if (closingReason === "not-owner" && typeof endedOn === "string") life.handedOn.push({ endedOn, at });
  change(life, decided, { at, move, by });
}

function change(life: Lead, { set }: Decided, of: { at: Instant; move: string; by: Who }): void {
  life.history.push(...linesOf(aftersalesLead, life.row, set, of));
  life.row = { ...life.row, ...set, version: Number(life.row.version) + 1 };
}
