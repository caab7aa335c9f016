import { aftersalesLead, slaRates } from "#modules/aftersales-leads/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { ListLook } from "#ui/list/look.ts";
import { lookFrom } from "#ui/list/plain-list.tsx";
import { whichOf } from "./numbers.reading.ts";
import { DueAt, Reason, Status } from "./numbers.row-card.tsx";

/** The deadline of those that can still make it, where the number counts these: "…:open". */
function dueFieldOf(number: string): string | undefined {
  const { name, role } = whichOf(number);
  return role === "open" ? slaRates.find((rate) => rate.name === name)?.dueField : undefined;
}

const columns = (hasDealers: boolean, due: string | undefined): string[] => [
  "name",
  "status",
  ...(due ? [due] : []),
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
const headed = ["assignedAt", "firstContactAt", "isFirstContactInTime", "managedAt", "isManagedInTime"];

/** The leads without the views of their own page, which would count others; those that can still make it by their deadline. */
export function rowsLook(asked: string, number: string, hasDealers: boolean, mayExport: boolean): ListLook {
  const due = dueFieldOf(number);
  const { list } = aftersalesLead;
  const of = {
    ...aftersalesLead,
    list: { ...list, views: {}, columns: columns(hasDealers, due), sort: due ?? list.sort },
  };
  const within = due ? `${asked}&sort=${due}` : asked;
  const plain = lookFrom(of as unknown as AnyRecord);
  const filtered = [...new URLSearchParams(within).keys()].map((name) => /^filter\[(\w+)\]/.exec(name)?.[1]);
  return {
    ...plain,
    within,
    mayExport,
    columns: plain.columns.map((column) => ({
      ...column,
      width: widths[column.name] ?? column.width,
      ...(headed.includes(column.name) ? { label: `numbers.head.${column.name}` } : {}),
      ...(column.name === "status" ? { render: (row) => <Status status={row.status} /> } : {}),
      ...(column.name === due ? { width: 128, render: (row) => <DueAt at={row[column.name]} /> } : {}),
    })),
    filters: ["status", "drivenBy"].filter((name) => !filtered.includes(name)),
    card: (row) => (
      <>
        <Status status={row.status} />
        <Reason row={row} number={number} />
      </>
    ),
  };
}
