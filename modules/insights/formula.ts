import { type DatedSla, type Rate, type Sla, slaOn } from "#modules/aftersales-leads/index.ts";
import type { Day } from "#platform/record/index.ts";

/** Limits and targets, and the day of assignment from which they hold. */
export type Rules = { since: Day; sla: Sla };
type Words = { t: (key: string, values?: Record<string, string | number>) => string; day: (on: Day) => string };

/** What holds for leads assigned in these days: the rules of the first day, and each that began to hold later; policies oldest first. */
export function rulesWithin(policies: readonly DatedSla[], from: Day, to: Day): Rules[] {
  const began = policies.map(({ holdsFrom }) => holdsFrom).filter((on) => on > from && on <= to);
  return [from, ...new Set(began)].sort().map((since) => ({ since, sla: slaOn(policies, since) }));
}

/** What makes a lead count at a service level: "In time: first attempt within 24 h of the assignment." */
function ruleText(
  { t }: Words,
  { firstContactHours, managementDays, lifetimeDays, bookedCounts }: Sla,
  level: string,
): string {
  const rule = t(`numbers.formula.${level}`, { hours: firstContactHours, days: managementDays, life: lifetimeDays });
  return bookedCounts.some((one) => one === level) ? `${rule} ${t("numbers.formula.booked")}` : rule;
}

/** The same with every change of it among the rules, each from its day on. */
export function rulesText(words: Words, rules: readonly Rules[], level: string): string {
  const said = rules.map(({ since, sla }) => ({ since, rule: ruleText(words, sla, level) }));
  return said
    .filter(({ rule }, n) => n === 0 || rule !== said[n - 1]?.rule)
    .map(({ since, rule }, n) => (n === 0 ? rule : words.t("numbers.formula.since", { day: words.day(since), rule })))
    .join(" ");
}

/** What changes at a service level with the rules that come next after those in force: limit, target or both; nothing where neither does. */
export function comingText(
  words: Words & { target: (percent: number) => string },
  inForce: Sla,
  next: Rules | undefined,
  rate: Rate,
): string | undefined {
  if (next === undefined) return undefined;
  const { t, day, target } = words;
  const [was, rule] = [inForce, next.sla].map((sla) => ruleText(words, sla, rate.name));
  const aims = [Number(inForce[rate.target]), Number(next.sla[rate.target])] as const;
  const aim = t("numbers.target.is", { target: target(aims[1]) });
  const changes = [...(was === rule ? [] : [rule ?? ""]), ...(aims[0] === aims[1] ? [] : [aim])];
  return changes.length > 0 ? t("numbers.formula.since", { day: day(next.since), rule: changes.join(" ") }) : undefined;
}
