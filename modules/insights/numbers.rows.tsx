import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import type { ListLook } from "#ui/list/look.ts";
import { lookFrom } from "#ui/list/plain-list.tsx";
import { RecordList } from "#ui/list/record-list.tsx";
import { RecordFailed } from "#ui/record/page-states.tsx";
import { useWords } from "#ui/words/words.tsx";
import { type Address, useAddress } from "./numbers.address.tsx";
import { useFreshNumbers, useNumbers, useSlaOn } from "./numbers.asking.tsx";
import { useMoment, useScopeText, zoneOf } from "./numbers.bar.tsx";
import styles from "./numbers.module.css";
import { useFormula, useLineName, useNumberName } from "./numbers.names.tsx";
import { type Answer, type NumbersLine, rateOf, type Which, whichOf } from "./numbers.reading.ts";
import { Reason, Status } from "./numbers.row-card.tsx";
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

function Behind() {
  const address = useAddress();
  const number = address.search.number ?? "assigned";
  const { by, key } = placeOf(address.search.line);
  const { data, error, refetch } = useNumbers(address.question(by));
  useFreshNumbers();
  if (error && !data)
    return <RecordFailed error={error} record={aftersalesLead.name} listTo="/numbers" onRetry={() => void refetch()} />;
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
    () => lookOf(query, number, hasDealers, aftersalesLead.export?.some((one) => one === role) ?? false),
    [query, number, hasDealers, role],
  );
  return <RecordList look={{ ...look, title, about }} />;
}

const columns = (hasDealers: boolean): string[] => [
  "name",
  "status",
  ...(hasDealers ? ["dealer"] : []),
  "assignedAt",
  "firstContactAt",
  "isFirstContactInTime",
  "managedAt",
  "isManagedInTime",
  "campaign",
];

/** Least widths of what a column's kind would make too narrow for its heading, or wider than it needs. */
const widths: Readonly<Record<string, number>> = {
  status: 176,
  assignedAt: 128,
  firstContactAt: 128,
  isFirstContactInTime: 112,
  managedAt: 128,
  isManagedInTime: 112,
};
/** Columns with a heading of their own, shorter than the field's name. */
const headed = ["firstContactAt", "isFirstContactInTime", "managedAt", "isManagedInTime"];

/** The leads without the views of their own page, which would count others. */
function lookOf(within: string, number: string, hasDealers: boolean, mayExport: boolean): ListLook {
  const of = { ...aftersalesLead, list: { ...aftersalesLead.list, views: {}, columns: columns(hasDealers) } };
  const plain = lookFrom(of as unknown as AnyRecord);
  const asked = [...new URLSearchParams(within).keys()].map((name) => /^filter\[(\w+)\]/.exec(name)?.[1]);
  return {
    ...plain,
    within,
    mayExport,
    columns: plain.columns.map((column) => ({
      ...column,
      width: widths[column.name] ?? column.width,
      ...(headed.includes(column.name) ? { label: `numbers.head.${column.name}` } : {}),
      ...(column.name === "status" ? { render: (row) => <Status status={row.status} /> } : {}),
    })),
    filters: ["status", "drivenBy"].filter((name) => !asked.includes(name)),
    card: (row) => (
      <>
        <Status status={row.status} />
        <Reason row={row} number={number} />
      </>
    ),
  };
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
  const sla = useSlaOn(answer.to);
  const formula = useFormula()(which, sla);
  const moment = useMoment();
  const { search } = address;
  const scope = useScopeText();
  const back = Object.fromEntries(
    ["period", "from", "to", "dealer", "region", "class", "per", "by", "level"].map((name) => [name, search[name]]),
  );
  return (
    <div className={styles.behind}>
      <Link to={"/numbers" as "/"} search={back as never} className={styles.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t("numbers.title")}
      </Link>
      <p>
        <strong data-value={value}>{number(value)}</strong>{" "}
        {t("numbers.moment", { moment: moment(answer.asOf, zoneOf(answer.dealers, own)) })}
      </p>
      <p>{scope(answer, ofDealer ?? undefined)}</p>
      <p>{formula}</p>
    </div>
  );
}
