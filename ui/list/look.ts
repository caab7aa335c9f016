import type { ReactNode } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import type { AnyRow } from "#ui/data/records.ts";

/** A column of a list. Columns leave from the right when the list gets narrow; the first one stays. */
export type Column = {
  name: string;
  /** Key of its heading; else the field's own label. */
  label?: string;
  /** Least width in pixels; what is left over goes to columns with `grows`. */
  width: number;
  grows?: boolean;
  isNumber?: boolean;
  /** What the server sorts by; empty where the column gives no order. */
  sortsBy?: string;
  /** Columns with a higher number leave first. */
  leaves?: number;
  render?: (row: AnyRow) => ReactNode;
};

/** How one record's list looks beyond its declaration. */
export type ListLook = {
  of: AnyRecord;
  columns: readonly Column[];
  /** Fields that the filter bar offers. */
  filters: readonly string[];
  /** Fields that only an address filters by ("the mails about this appointment"): they have no menu. */
  addressed?: readonly string[];
  /** Second line of a row on a narrow list. */
  card: (row: AnyRow) => ReactNode;
  /** At the right end of the first line on a narrow list. */
  corner?: (row: AnyRow) => ReactNode;
  /** The record beside or over the list (then the list's own "back" closes it); without it a row leads to the record's page. */
  open?: (id: string, onClose: (() => void) | undefined, isBeside: boolean) => ReactNode;
  mayExport: boolean;
  /** Where a new one is written down, and the key of its words; empty where the profile may not. */
  create?: { to: string; label: string };
  /** Key of "{count} new leads". */
  news?: string;
  /** View to open with. */
  view?: string;
  /** A question in the server's words that always holds beside the filters of the address: the rows behind a number. */
  within?: string;
  /** What these rows are, where neither a view nor the record's own name says it. */
  title?: string;
  /** What stands between the name of the list and its rows. */
  about?: ReactNode;
};

/** The key of a row: its trade code where the record has one, else its id. */
export const keyOf = (record: AnyRecord, row: AnyRow): string => String(row[record.key ?? "id"] ?? "");
export const titleOf = (record: AnyRecord, row: AnyRow): string => String(row[record.title] ?? keyOf(record, row));
