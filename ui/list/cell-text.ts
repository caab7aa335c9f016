import { createContext, useContext, useMemo } from "react";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import type { CodeNames } from "#ui/data/choices.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { isCoded } from "#ui/fields/code-name.tsx";
import { phoneText } from "#ui/fields/field-value.tsx";
import { valueText } from "#ui/fields/value-text.ts";
import { useWords, type Words } from "#ui/words/words.tsx";

/** What everything in a list shares: texts of cells, and the names behind codes. */
export type Cells = { text: (row: AnyRow, name: string) => string; codes: CodeNames };

const created: Field = { kind: "instant", isOptional: false };

function textOf(words: Words, record: AnyRecord, codes: CodeNames, row: AnyRow, name: string): string {
  const value = row[name];
  if (value === null || value === undefined || value === "") return "";
  if (name === "status") return words.t(`${record.name}.status.${String(value)}`);
  const code = codes[name]?.get(String(value));
  if (code) return code;
  const field = record.fields[name] ?? (name === "createdAt" ? created : undefined);
  if (!field) return typeof value === "number" ? words.number(value) : String(value);
  if (field.kind === "text" && field.format === "phone") return phoneText(String(value));
  if (isCoded(field) && codes[name] === undefined) return "";
  if (field.kind === "instant") return words.instantShort(String(value));
  return valueText(words, { record: record.name, name }, field, value);
}

/** Values of rows as one line of text in the reader's language. */
export function useCellTexts(record: AnyRecord, codes: CodeNames): Cells {
  const words = useWords();
  return useMemo(
    () => ({ codes, text: (row, name) => textOf(words, record, codes, row, name) }),
    [words, record, codes],
  );
}

export const CellContext = createContext<Cells>({ text: () => "", codes: {} });
export const useCells = (): Cells => useContext(CellContext);
