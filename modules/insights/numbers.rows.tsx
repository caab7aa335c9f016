import { useMemo } from "react";
import { aftersalesLead, groupFields, slaRates } from "#modules/aftersales-leads/index.ts";
import { asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { RecordList } from "#ui/list/record-list.tsx";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { RecordFailed } from "#ui/record/page-states.tsx";
import { useWords } from "#ui/words/words.tsx";
import { type Address, useAddress } from "./numbers.address.tsx";
import { useFreshNumbers, useNumbers, useRules } from "./numbers.asking.tsx";
import { useMoment, useScopeText, zoneOf } from "./numbers.bar.tsx";
import styles from "./numbers.module.css";
import { useFormula, useLineName, useNumberName } from "./numbers.names.tsx";
import { type Answer, type NumbersLine, rateOf, todayOf, type Which, whichOf } from "./numbers.reading.ts";
import { BackToNumbers, NoSuchNumber, RefusedRows } from "./numbers.refused.tsx";
import { rowsLook } from "./numbers.rows-look.tsx";
import { useComingBack } from "./numbers.scroll.tsx";
import { NumbersWords } from "./numbers.words.tsx";

/** What a number opens: how it comes about, and the very rows it counts (C11, UX-43). */
export const NumberRows = () => (
  <NumbersWords>
    <Behind />
  </NumbersWords>
);

/** "dealer:SAKURA" of the address: what the lines are, and which of them. */
const placeOf = (text: string | undefined): { by: string | undefined; key: string | null } => {
  if (text === undefined) return { by: undefined, key: null };
  const colon = text.indexOf(":");
  return { by: text.slice(0, colon), key: text.slice(colon + 1) || null };
};

/** Whether there is such a number, on such a line. */
function isNumber({ name, role }: Which, by: string | undefined): boolean {
  const isLine = by === undefined || ["dealer", "week", "month", ...groupFields].some((one) => one === by);
  if (role === "count") return isLine && Object.hasOwn(aftersalesLead.counts?.rows ?? {}, name);
  return isLine && slaRates.some((rate) => rate.name === name);
}

function Behind() {
  const { search } = useAddress();
  const isThere = isNumber(whichOf(search.number ?? "assigned"), placeOf(search.line).by);
  return isThere ? <Rows /> : <NoSuchNumber />;
}

/** What a question can be refused for. */
const asked = ["from", "to", "class", "dealer", "region"];

function Rows() {
  const words = useWords();
  const address = useAddress();
  const number = address.search.number ?? "assigned";
  const { by, key } = placeOf(address.search.line);
  const { data, error, refetch } = useNumbers(address.question({ by }));
  useFreshNumbers();
  useComingBack();
  if (error && !data) {
    const mistakes = mistakesOf(words, { name: "numbers" }, asProblem(error), asked);
    if (mistakes.some(({ name }) => name !== undefined)) return <RefusedRows mistakes={mistakes} />;
    return <RecordFailed error={error} record="numbers" listTo="/numbers" onRetry={() => void refetch()} />;
  }
  if (!data) return <div aria-busy="true" />;
  const line = by === undefined ? data.total : data.lines.find((one) => one.key === key);
  const found = line ? rowsOf(whichOf(number), line, data) : undefined;
  return <Found address={address} answer={data} number={number} by={by} line={line} found={found} />;
}

/** How many there are, and the query of the list that shows them. */
function rowsOf(
  { name, role }: Which,
  line: NumbersLine,
  answer: Answer,
): { value: number; query: string } | undefined {
  const query = (more: string | undefined): string => [line.rows, more].filter(Boolean).join("&");
  if (role === "count")
    return name in line.counts ? { value: line.counts[name] ?? 0, query: query(answer.behind[name]) } : undefined;
  const rate = rateOf(line, name);
  if (!rate) return undefined;
  if (role === "part") return { value: rate.part, query: query(rate.rows) };
  const gap = answer.total.gaps[name];
  return gap && { value: gap.open, query: query(gap.rows) };
}

type FoundProps = {
  address: Address;
  answer: Answer;
  number: string;
  by: string | undefined;
  line: NumbersLine | undefined;
  found: { value: number; query: string } | undefined;
};

function Found({ address, answer, number, by, line, found }: FoundProps) {
  const nameOf = useNumberName();
  const lineName = useLineName(answer.dealers);
  const { t } = useWords();
  const kind = by === "week" || by === "month" ? `${t(`numbers.by.${by}`)} ` : "";
  const place = by !== undefined && line ? `${kind}${lineName(by, line)}` : undefined;
  const title = [nameOf(number, address.search.line), place].filter(Boolean).join(" – ");
  const role = useMe()?.profile?.role;
  const hasDealers = answer.dealers.length > 1;
  const query = found?.query ?? "filter[assignedOn][lte]=1900-01-01";
  const about = (
    <About
      address={address}
      answer={answer}
      which={whichOf(number)}
      value={found?.value ?? 0}
      ofDealer={by === "dealer" ? line?.key : undefined}
    />
  );
  const look = useMemo(
    () => rowsLook(query, number, hasDealers, aftersalesLead.export?.some((one) => one === role) ?? false),
    [query, number, hasDealers, role],
  );
  return <RecordList look={{ ...look, title, about }} />;
}

type AboutProps = {
  address: Address;
  answer: Answer;
  which: Which;
  value: number;
  /** The dealer whose line the number stands on. */
  ofDealer: string | null | undefined;
};

/** Which days, whose, how the number comes about and when; and the way back to the page it stands on. */
function About({ address, answer, which, value, ofDealer }: AboutProps) {
  const { t, number, zone: own } = useWords();
  const { rules } = useRules(answer, todayOf(answer));
  const formula = useFormula()(which, rules);
  const moment = useMoment();
  const scope = useScopeText();
  return (
    <div className={styles.behind}>
      <BackToNumbers search={address.search} />
      <p>
        <strong data-value={value}>{number(value)}</strong>{" "}
        {t("numbers.moment", { moment: moment(answer.asOf, zoneOf(answer.dealers, own)) })}
      </p>
      <p>{scope(answer, ofDealer ?? undefined)}</p>
      <p>{formula}</p>
    </div>
  );
}
