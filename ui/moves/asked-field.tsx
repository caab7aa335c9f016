import type { ReactNode } from "react";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import { FieldInput } from "#ui/fields/field-input.tsx";
import { useWords } from "#ui/words/words.tsx";
import type { DialogState, FieldExtra } from "./move-dialog.tsx";
import styles from "./moves.module.css";

type Asked = {
  id: string;
  record: AnyRecord;
  move: string;
  name: string;
  field: Field | undefined;
  extra: FieldExtra;
  error: ReactNode;
  state: DialogState;
  zone: string;
  isFirst: boolean;
};

/** One question of a move. */
export function AskedField({ id, record, move, name, field, extra, error, state, zone, isFirst }: Asked) {
  const { t } = useWords();
  if (!field) return null;
  return (
    <div className={styles.asked}>
      {extra.before}
      <FieldInput
        id={id}
        place={{ record: record.name, name }}
        field={field}
        zone={zone}
        label={t(`${record.name}.move.${move}.asks.${name}`)}
        description={extra.hint}
        error={error}
        isRequired={extra.isRequired ?? (!field.isOptional && field.kind !== "flag")}
        value={state.said[name] ?? null}
        onChange={(value) => state.say(name, value)}
        {...(extra.omit ? { omit: extra.omit } : {})}
        {...(isFirst ? { isFirst: true } : {})}
      />
      {extra.after}
    </div>
  );
}
