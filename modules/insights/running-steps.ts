import { runningOf, type Sla, slaRates } from "#modules/aftersales-leads/index.ts";
import type { Day } from "#platform/record/index.ts";
import type { NumbersLine } from "./numbers.ts";
import { type Days, isGoingOn } from "./periods.ts";

export type Steps = { per: "week" | "month"; days: Required<Days>; today: Day; sla: Sla };

/**
 * Whether the share of a week or month at a service level can still change: it is not over on the day `today`, or some of its
 * leads can still make it, since that level's limit has not passed for them. Each level has a limit of its own.
 */
export function isRunning({ per, days, today, sla }: Steps, { key, counts }: NumbersLine, level: string): boolean {
  if (key === null) return false;
  const rate = slaRates.find(({ name }) => name === level);
  const canMakeIt = rate !== undefined && (counts[runningOf(rate, sla)] ?? 0) > 0;
  return canMakeIt || isGoingOn(per, key, days, today);
}
