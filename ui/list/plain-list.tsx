import { useMemo } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { useCells } from "./cell-text.ts";
import type { Column, ListLook } from "./look.ts";
import { RecordList } from "./record-list.tsx";

const widthOf: Record<string, number> = { instant: 164, day: 110, integer: 60, flag: 60, choice: 110 };
const sortable = ["text", "instant", "day", "integer", "choice", "listed", "code", "flag"];
const filterable = ["choice", "listed", "code"];

function columnOf(record: AnyRecord, name: string, at: number): Column {
  const kind = record.fields[name]?.kind ?? "instant";
  const shared = {
    name,
    width: widthOf[kind] ?? 130,
    grows: kind === "text" || at === 0,
    isNumber: kind === "integer",
    leaves: at,
  };
  return sortable.includes(kind) ? { ...shared, sortsBy: name } : shared;
}

/** On a narrow list the other columns stand behind each other in the second line. */
function Rest({ row, names }: { row: AnyRow; names: readonly string[] }) {
  const { text } = useCells();
  return names.filter((name) => text(row, name) !== "").map((name) => <span key={name}>{text(row, name)}</span>);
}

/** A look that needs nothing but the declaration: the title first, then the columns as declared. */
export function lookFrom(of: AnyRecord): ListLook {
  const names = [of.title, ...of.list.columns.filter((name) => name !== of.title)];
  return {
    of,
    columns: names.map((name, at) => columnOf(of, name, at)),
    filters: names.filter((name) => filterable.includes(of.fields[name]?.kind ?? "")),
    card: (row) => <Rest row={row} names={names.slice(1, 3)} />,
    mayExport: false,
  };
}

/** The list of a record that has no page of its own making yet. */
export function PlainList({ of }: { of: AnyRecord }) {
  const look = useMemo(() => lookFrom(of), [of]);
  return <RecordList look={look} />;
}
