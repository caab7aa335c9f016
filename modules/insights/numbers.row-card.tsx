import { slaRates } from "#modules/aftersales-leads/index.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { useCells } from "#ui/list/cell-text.ts";
import { StatusMark, type StatusTone } from "#ui/list/status-mark.tsx";
import { useWords } from "#ui/words/words.tsx";
import { whichOf } from "./numbers.reading.ts";

const toneOf: Record<string, StatusTone> = {
  assigned: "open",
  booked: "planned",
  "closed-with-sale": "won",
  "closed-without-sale": "closed",
  "sales-lost": "lost",
};

export function Status({ status }: { status: string | undefined }) {
  return (
    <StatusMark tone={toneOf[status ?? ""] ?? "open"} text={useCells().text({ status: status ?? "" }, "status")} />
  );
}

/** A deadline as it stands in a column. */
export function DueAt({ at }: { at: unknown }) {
  const { instantShort } = useWords();
  return at ? instantShort(String(at)) : null;
}

type Told = { at: string; verdict?: string };
const contact: Told = { at: "firstContactAt", verdict: "isFirstContactInTime" };
const managed: Told = { at: "managedAt", verdict: "isManagedInTime" };

/** The fields that a number is about: a contact, the end of the work, else the assignment by whose day leads are counted. */
function toldOf(name: string): Told {
  if (/contact|logged|confirmed|attempt|five-in|one-time|just-before/.test(name)) return contact;
  if (/^manage/.test(name)) return managed;
  return /^(fully-managed|closed)/.test(name) ? { at: managed.at } : { at: "assignedAt" };
}

/** On a phone: why a lead is among the rows of a number, "In time · 23 Nov 2026, 17:03". */
export function Reason({ row, number }: { row: AnyRow; number: string }) {
  const { t, instantShort } = useWords();
  const { text } = useCells();
  const { name, role } = whichOf(number);
  const rate = role === "open" ? slaRates.find((one) => one.name === name) : undefined;
  const dueAt = rate ? row[rate.dueField] : undefined;
  if (dueAt) return <span>{t("numbers.due", { at: instantShort(String(dueAt)) })}</span>;
  const { at, verdict } = toldOf(name);
  const is = verdict === undefined ? undefined : row[verdict];
  const said = typeof is === "boolean" ? t(`numbers.verdict.${is ? "in-time" : "late"}`) : "";
  return <span>{[said, text(row, at)].filter(Boolean).join(" · ")}</span>;
}
