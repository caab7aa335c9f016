import {
  IconArrowBackUp,
  IconArrowNarrowRight,
  IconArrowRight,
  IconBolt,
  IconPencil,
  IconPhone,
  IconPlus,
} from "@tabler/icons-react";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import { FieldValue } from "#ui/fields/field-value.tsx";
import { fieldLabel, isEmptyValue } from "#ui/fields/value-text.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import styles from "./history.module.css";
import type { HistoryEntry, HistoryItem } from "./history-groups.ts";

const signs: Record<string, typeof IconPencil> = {
  create: IconPlus,
  attempt: IconPhone,
  "withdraw-attempt": IconArrowBackUp,
  edit: IconPencil,
  expire: IconBolt,
  reopen: IconBolt,
};

type Shown = {
  record: AnyRecord;
  entry: HistoryEntry;
  zone: string;
  /** Where a record that no person created came from: `<record>.history.created.<origin>`. */
  origin: string;
};

/** One act: its time, a sentence, and each field it changed with the old and the new value. */
export function EntryRow({ record, entry, zone, origin }: Shown) {
  const words = useWords();
  const Sign = signs[entry.act] ?? IconArrowRight;
  const changes = entry.changes.filter(({ field }) => field !== "created");
  return (
    <li className={styles.entry}>
      <span className={styles.entrySign} aria-hidden>
        <Sign size={13} />
      </span>
      <div className={styles.entryBody}>
        <p>
          <time dateTime={entry.at}>{words.time(entry.at, zone)}</time>
          {sentenceOf(words, record, entry, origin)}
        </p>
        {changes.length > 0 ? (
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Change key={change.field} record={record} change={change} />
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

/** "Sato Ken booked a visit"; without a person it was the clock, or for a creation what `origin` says. */
function sentenceOf({ t, has }: Words, { name }: AnyRecord, { act, who }: HistoryEntry, origin: string): string {
  const isUnsigned = act === "create" && who === null;
  const key = isUnsigned ? `${name}.history.created.${origin}` : `${name}.history.${act}`;
  const said = has(key) ? key : `record.history.${act === "create" ? "created" : "changed"}`;
  return t(said, { who: who ?? t("record.history.clock") });
}

function Change({ record, change }: { record: AnyRecord; change: HistoryItem }) {
  const words = useWords();
  const hasOld = !isEmptyValue(change.oldValue) && !hasGrown(change);
  return (
    <li>
      <span className={styles.changeField}>{fieldLabel(words, { record: record.name, name: change.field })}</span>
      {hasOld ? (
        <>
          <span className={styles.oldValue}>
            <span className="mq-hidden">{words.t("record.history.old")}</span>
            <ChangeValue record={record} name={change.field} value={change.oldValue} />
          </span>
          <IconArrowNarrowRight size={13} aria-hidden />
        </>
      ) : null}
      <span>
        <span className="mq-hidden">{words.t("record.history.new")}</span>
        <ChangeValue record={record} name={change.field} value={change.newValue} />
      </span>
    </li>
  );
}

/** A series that gained an entry shows that entry; what stood before it did not change. */
const hasGrown = ({ oldValue, newValue }: HistoryItem): boolean =>
  Array.isArray(oldValue) && Array.isArray(newValue) && newValue.length > oldValue.length;

function ChangeValue({ record, name, value }: { record: AnyRecord; name: string; value: unknown }) {
  const { t } = useWords();
  if (name === "status") return t(`${record.name}.status.${String(value)}`);
  return (
    <FieldValue
      place={{ record: record.name, name }}
      field={record.fields[name] ?? guessed(value)}
      value={value}
      isPlain
    />
  );
}

const optional = { isOptional: true } as const;
/** A column the declaration does not list (a clock's deadline): read by what it looks like. */
const guessed = (value: unknown): Field => {
  if (typeof value === "boolean") return { kind: "flag", ...optional };
  const isInstant = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
  return isInstant ? { kind: "instant", ...optional } : { kind: "text", format: "plain", maxLength: 200, ...optional };
};
