import { contractSla, slaRates } from "#modules/aftersales-leads/index.ts";
import { useWords } from "#ui/words/words.tsx";
import { comingText, type Rules } from "./formula.ts";
import styles from "./numbers.module.css";
import { useTarget } from "./numbers.names.tsx";
import type { RateLine } from "./numbers.reading.ts";

/** A total is judged by the target of its last day: since when that holds, and what did before, where it changed within the days. */
export function TargetBefore({ rate, rules }: { rate: RateLine; rules: readonly Rules[] }) {
  const { t, day } = useWords();
  const targetText = useTarget();
  const field = slaRates.find(({ name }) => name === rate.name)?.target ?? "firstContactTarget";
  const at = rules.findLastIndex(({ sla }) => sla[field] !== rate.target);
  const since = rules[at + 1]?.since;
  if (at < 0 || since === undefined) return null;
  const target = targetText(Number(rules[at]?.sla[field]));
  return <small>({t("numbers.target.since", { day: day(since), target })})</small>;
}

/** What will hold at this level for leads assigned later, once it is published. */
export function Coming({ name, rules, next }: { name: string; rules: readonly Rules[]; next: Rules | undefined }) {
  const words = useWords();
  const target = useTarget();
  const rate = slaRates.find((one) => one.name === name);
  const text = rate && comingText({ ...words, target }, rules.at(-1)?.sla ?? contractSla, next, rate);
  return text ? <p className={styles.median}>{text}</p> : null;
}
