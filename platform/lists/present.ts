import { type Actor, scopeOf } from "#platform/access/index.ts";
import { columnsOf, keyField } from "#platform/db/columns.ts";
import { isFinalAt } from "#platform/moves/decide.ts";
import { type AnyRecord, type Condition, dueField, type Instant, type Where } from "#platform/record/index.ts";
import { meets } from "./where.ts";

type Values = Record<string, unknown>;

const wholeDays = (since: Instant | null, at: Instant): number | null =>
  since === null ? null : Math.floor((Date.parse(at) - Date.parse(since)) / 86_400_000);

const startedMinutes = (from: Instant | null, to: Instant | null): number | null =>
  from === null || to === null ? null : Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000);

/** The first class whose conditions hold; what they name may be derived itself, but no class. */
function classOf(record: AnyRecord, classes: Readonly<Record<string, Where>>, row: Values, at: Instant): string | null {
  const plain = Object.entries(record.derived ?? {}).filter(([, derived]) => !("firstOf" in derived));
  const known = { ...row, ...derivedValues({ ...record, derived: Object.fromEntries(plain) }, row, at) };
  const found = Object.entries(classes).find(([, where]) =>
    Object.entries(where).every(([field, condition]) => meets(known[field], condition as Condition)),
  );
  return found?.[0] ?? null;
}

/** Derived values computed from a row: the twin of the list's SQL, for rows that are not stored yet. */
export function derivedValues(record: AnyRecord, row: Values, at: Instant): Values {
  const due = (clock: string) => row[dueField(clock)] as Instant | null;
  const values = Object.entries(record.derived ?? {}).map(([name, derived]): [string, unknown] => {
    if ("countOf" in derived) return [name, (row[derived.countOf] as unknown[]).length];
    if ("daysSince" in derived) return [name, wholeDays(row[derived.daysSince] as Instant | null, at)];
    if ("isOverdue" in derived) return [name, (due(derived.isOverdue) ?? "9") < at];
    if ("minutesBetween" in derived) {
      const [from = "", to = ""] = derived.minutesBetween;
      return [name, startedMinutes(row[from] as Instant | null, row[to] as Instant | null)];
    }
    if ("firstOf" in derived) return [name, classOf(record, derived.firstOf, row, at)];
    const running = derived.earliestOf.map(due).filter((d): d is Instant => d !== null);
    return [name, running.sort()[0] ?? null];
  });
  return { ...Object.fromEntries(values), ...(record.states ? { isFinal: isFinalAt(record, row, at) } : {}) };
}

/** Whose a row is beside one's own is not told to people of a dealer or a region. */
export function withoutOthers(record: AnyRecord, actor: Actor, row: Values): Values {
  const field = record.belongsTo?.dealers;
  const codes = field === undefined ? undefined : row[field];
  if (field === undefined || !Array.isArray(codes) || scopeOf(record, actor) === "all" || actor.kind === "system")
    return row;
  return { ...row, [field]: codes.filter((code) => actor.dealers.includes(String(code))) };
}

/** A row as the API gives it: key, version, state, every declared field, deadlines and derived values. */
export function presented(record: AnyRecord, row: Values, at: Instant): Values {
  const out: Values = { [keyField(record)]: row[keyField(record)] };
  for (const { field, of } of columnsOf(record)) {
    if (field === "searchText" || field === "finalAt") continue;
    out[field] = of?.kind === "ref" ? (row[`named_${field}`] ?? null) : row[field];
  }
  return { ...out, ...derivedValues(record, row, at) };
}
