import type { ReactNode } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { FieldValue, Unrecognised } from "#ui/fields/field-value.tsx";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import { EditInPlace } from "./edit-in-place.tsx";
import { Line } from "./section.tsx";

type Shown = {
  record: AnyRecord;
  row: AnyRow;
  name: string;
  /** Whether this person may edit this record now; which fields can be edited stands in the declaration. */
  canEdit: boolean;
  after?: ReactNode;
};

/** One declared field as a line: its label and its value, with a pencil where it may be edited. */
export function FieldLine({ record, row, name, canEdit, after }: Shown) {
  const words = useWords();
  const field = record.fields[name];
  if (!field) return null;
  const place = { record: record.name, name };
  const value = row[name];
  const isEditable = canEdit && (record.edit?.fields.includes(name) ?? false);
  const shown = (
    <>
      <FieldValue place={place} field={field} value={value} />
      <FlaggedHint record={record} row={row} name={name} />
      {after}
    </>
  );
  return (
    <Line label={fieldLabel(words, place)}>
      {isEditable ? (
        <EditInPlace record={record} id={String(row.id ?? "")} name={name} field={field} value={value}>
          {shown}
        </EditInPlace>
      ) : (
        shown
      )}
    </Line>
  );
}

/** Kept as typed: a phone or VIN that could not be recognised is flagged, never refused. */
function FlaggedHint({ record, row, name }: Omit<Shown, "canEdit">) {
  const { t } = useWords();
  const flagged = row.unrecognised;
  if (!Array.isArray(flagged) || !flagged.includes(name)) return null;
  return <Unrecognised text={t(`${record.name}.choice.unrecognised.${name}`)} />;
}
