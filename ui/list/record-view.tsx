import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import { type AnyRow, useOne } from "#ui/data/records.ts";
import { FieldValue } from "#ui/fields/field-value.tsx";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { RecordFailed, RecordSkeleton } from "#ui/record/page-states.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./record-view.module.css";

/** One record as it is declared, to read: every field with its label; what is empty stays a dash. `children` stand below. */
export function RecordView({ of, id, children }: { of: AnyRecord; id: string; children?: ReactNode }) {
  const { data: row, error, refetch } = useOne<AnyRow>(of.plural, id);
  usePageTitle(row ? String(row[of.title]) : undefined);
  if (!row && error)
    return <RecordFailed error={error} record={of.name} listTo={`/${of.plural}`} onRetry={() => void refetch()} />;
  if (!row) return <RecordSkeleton />;
  return (
    <article className={classes.page}>
      <Fields of={of} row={row} />
      {children}
    </article>
  );
}

function Fields({ of, row }: { of: AnyRecord; row: AnyRow }) {
  const words = useWords();
  const fields = Object.entries(of.fields).filter(([name]) => name !== of.title && name in row);
  return (
    <>
      <Link to={`/${of.plural}`} className={classes.back}>
        <IconArrowLeft size={14} aria-hidden />
        {words.t(`${of.name}.plural`)}
      </Link>
      <h1>{String(row[of.title])}</h1>
      <dl className={classes.fields}>
        {fields.map(([name, field]) => (
          <div key={name}>
            <dt>{fieldLabel(words, { record: of.name, name })}</dt>
            <dd>
              <Value of={of} name={name} field={field} value={row[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A short series as lines, anything else as the field shows it. */
function Value({ of, name, field, value }: { of: AnyRecord; name: string; field: Field; value: unknown }) {
  const place = { record: of.name, name };
  if (field.kind !== "series" || !Array.isArray(value) || value.length === 0)
    return <FieldValue place={place} field={field} value={value} />;
  return (
    <ul className={classes.series}>
      {(value as AnyRow[]).map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of a series have no other name than their place
        <li key={at}>
          {Object.entries(field.fields).map(([part, of2]) => (
            <span key={part}>
              <FieldValue
                place={{ record: of.name, name: `${name}.${part}` }}
                field={of2}
                value={entry[part]}
                isPlain
              />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
