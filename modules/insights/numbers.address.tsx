import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { slaRates } from "#modules/aftersales-leads/index.ts";
import { todayIn } from "#ui/fields/day-field.tsx";
import { useWords } from "#ui/words/words.tsx";
import { type Days, daysOf, type Period, periods } from "./periods.ts";

export type Search = Readonly<Record<string, string | undefined>>;
/** What lines of a comparison can be. */
export const compared = ["dealer", "campaign", "source", "contactedBy"] as const;
export type Compared = (typeof compared)[number];

/** What the address says: which days, whose, which leads of them, and how they are laid out. */
export type Address = {
  period: Period | "own";
  days: Days;
  dealer: string | undefined;
  region: string | undefined;
  reportClass: string | undefined;
  /** How long a step of the trend is, what is compared, and by which service level. */
  per: "week" | "month";
  by: Compared | undefined;
  level: string;
  search: Search;
  /** The server's question, with the lines it is asked for and those beside them; of other days where some are given. */
  question: (asked: { by?: string | undefined; beside?: readonly string[]; days?: Days | undefined }) => string;
  /** Changes parts of the address; null takes one out. */
  go: (next: Readonly<Record<string, string | null>>) => void;
};

const isPeriod = (text: string | undefined): text is Period => periods.some((one) => one === text);

/** What of an address the page of numbers reads. */
const told = ["period", "from", "to", "dealer", "region", "class", "per", "by", "level"] as const;
/** How to come back to the page of numbers from the rows of one of its numbers: to its period, or to the days that were typed. */
export function pageSearch(search: Search): Search {
  const said = Object.fromEntries(told.map((name) => [name, search[name]]));
  if (!isPeriod(said.period)) return said;
  return { ...said, period: said.period === periods[0] ? undefined : said.period, from: undefined, to: undefined };
}

/** Days that were named win over a period; own days stay own while one of them is being typed. */
function periodOf(search: Search): Period | "own" {
  if (search.from !== undefined || search.to !== undefined || search.period === "own") return "own";
  return isPeriod(search.period) ? search.period : periods[0];
}

export function useAddress(): Address {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { zone } = useWords();
  const today = todayIn(zone);
  return useMemo(() => {
    const period = periodOf(search);
    const days: Days = period === "own" ? ownDays(search) : daysOf(period, today);
    const per = search.per ?? (period === "12-months" ? "month" : "week");
    const { dealer, region, class: reportClass } = search as Search & { [name: string]: string | undefined };
    return {
      period,
      days,
      dealer,
      region,
      reportClass,
      per: per === "month" ? "month" : "week",
      by: compared.find((one) => one === search.by),
      level: slaRates.find(({ name }) => name === search.level)?.name ?? slaRates[0]?.name ?? "",
      search,
      question: ({ by, beside, days: { from, to } = days }) => {
        const all = { from, to, dealer, region, class: reportClass, by, beside: beside?.join(",") };
        return new URLSearchParams(Object.entries(all).flatMap(([k, v]) => (v ? [[k, v]] : []))).toString();
      },
      go: (next) =>
        void navigate({
          to: ".",
          resetScroll: false,
          search: ((now: Search) => ({ ...now, ...next })) as never,
        }),
    };
  }, [search, today, navigate]);
}

const ownDays = ({ from, to }: Search): Days => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
