import { seePredicate } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { countsOfInsert, countsOfUpdate } from "#platform/counts/count-change.ts";
import { type Column, columnOf, columnsOf, historyOf, keyColumn, keyField, tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type Beside, begin, type Who } from "./decide.ts";
import { type Kept, keptBeside } from "./kept-answers.ts";

type Values = Record<string, unknown>;

/** A row to change: its key, the version it was read at, what changes, and the moment of the change. */
export type RowChange = { key: string; version: number; set: Values; at: Instant };
/** What stands beside the change in history and outbox. */
export type Told = { move: string; by: Who; answer?: Kept | undefined };
const asJson = (column: Column, alias: string): string => {
  const value = `${alias}.${column.column}`;
  if (column.type === "timestamptz")
    return `to_jsonb(to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
  return `to_jsonb(${value})`;
};
const scopeColumn = (record: AnyRecord): string | undefined => {
  const field = record.belongsTo?.dealer ?? record.belongsTo?.dealers;
  return field && columnOf(field);
};
/** The dealers whose pages hear of a change, as SQL over `old` and `new` values of the scope column. */
const heardBy = (record: AnyRecord, old: string | undefined, now: string): string => {
  const { dealer, dealers } = record.belongsTo ?? {};
  if (dealer) return old && old !== now ? `array[${now}, ${old}]` : `array[${now}]`;
  return dealers ? now : "null::text[]";
};

/** Kept fields that history does not tell: they say nothing that a person changed. */
const untold = new Set(["version", "createdAt", "searchText"]);
const isTold =
  (record: AnyRecord) =>
  ({ field }: Column): boolean =>
    !untold.has(field) && !record.untold?.includes(field) && !field.endsWith("DueAt");

const texts = new WeakMap<AnyRecord, Map<string, string>>();
/** The text of a record's statement, made once for each of its names. */
const once = (record: AnyRecord, name: string, make: () => string): Statement["text"] => {
  const known = texts.get(record) ?? new Map<string, string>();
  texts.set(record, known);
  const text = known.get(name) ?? make();
  known.set(name, text);
  return text;
};

/**
 * One statement that changes rows, tells their history and writes the outbox, each row guarded by its version;
 * answers the keys of the rows that changed. All changes set the same fields. `see` is the actor's predicate on `r`
 * with its values; it stands in the statement beside row-level security.
 */
export function changeStatement(
  record: AnyRecord,
  changes: readonly RowChange[],
  told: Told,
  see: { text: string; values: unknown[] },
): Statement {
  const fields = Object.keys(changes[0]?.set ?? {}).sort();
  const name = `${record.name}:change:${fields.join()}:${see.text}:${told.answer ? "kept" : ""}`;
  const rows = changes.map((c) => ({
    ...c.set,
    x_key: c.key,
    x_version: c.version,
    x_at: c.at,
  }));
  const values = [...see.values, JSON.stringify(rows), told.move, told.by?.id ?? null, told.by?.name ?? null];
  if (told.answer) values.push(JSON.stringify([told.answer]));
  return { name, values, text: once(record, name, () => changeText(record, fields, see, told.answer !== undefined)) };
}

function changeText(
  record: AnyRecord,
  fields: string[],
  see: { text: string; values: unknown[] },
  keeps: boolean,
): string {
  const n = see.values.length;
  const columns = columnsOf(record).filter((column) => fields.includes(column.field));
  if (columns.length !== fields.length) throw new Error(`${record.name}: unknown field in ${fields.join()}`);
  const scope = scopeColumn(record);
  const key = keyColumn(record);
  const keyType = record.key ? "text" : "uuid";
  const told = columns.filter(isTold(record));
  const moved = scope && columns.some((column) => column.column === scope);
  const wasScope = moved ? `old.${scope} as was_${scope},` : "";
  const heard = scope ? heardBy(record, moved ? `c.was_${scope}` : `c.${scope}`, `c.${scope}`) : "null::text[]";
  const counts = countsOfUpdate(record, fields);
  return `with input as (
    select * from jsonb_to_recordset($${n + 1}::jsonb) as i(x_key ${keyType}, x_version integer, x_at timestamptz${columns.map((c) => `, "${c.field}" ${c.type}`).join("")})
  ), changed as (
    update ${tableOf(record)} r set version = r.version + 1${columns.map((c) => `, ${c.column} = i."${c.field}"`).join("")}
    from input i where r.${key} = i.x_key and r.version = i.x_version and ${see.text}
    returning new.${key} as key, new.version, i.x_at,${wasScope} ${counts.returning} ${scope ? `new.${scope},` : ""}
      ${[...told.map((c) => `old.${c.column} as was_${c.column}_, new.${c.column} as is_${c.column}_`), "1 as one"].join(", ")}
  ), told as (
    insert into ${historyOf(record)} (record_id, version, at, move, user_id, user_name, field, old_value, new_value${scope ? `, ${scope}` : ""})
    select c.key, c.version, c.x_at, $${n + 2}, $${n + 3}::uuid, $${n + 4}, h.field, h.was, h.is_now${scope ? `, c.${scope}` : ""}
    from changed c, lateral (values ${
      told
        .map((c) => {
          const was = { ...c, column: `was_${c.column}_` };
          const is = { ...c, column: `is_${c.column}_` };
          return `('${c.field}', ${asJson(was, "c")}, ${asJson(is, "c")})`;
        })
        .join(", ") || "(null::text, null::jsonb, null::jsonb)"
    }) h(field, was, is_now)
    where h.was is distinct from h.is_now
  )${
    moved
      ? `, handed as (update ${historyOf(record)} h set ${scope} = c.${scope} from changed c where h.record_id = c.key and c.${scope} is distinct from c.was_${scope})`
      : ""
  }, heard as (
    insert into outbox (at, record, record_id, version, event, dealers)
    select c.x_at, '${record.name}', c.key::text, c.version, $${n + 2}, ${heard} from changed c
  )${counts.insert}${keeps ? keptBeside("changed", n + 5) : ""}
  select key::text as key, version from changed`;
}

/** Says that a row which runs into any constraint is left out. */
export const collides = Symbol("collides");

/**
 * One statement that inserts rows, opens their history and writes the outbox; answers the keys. `unlessKnown` names a unique
 * field: a row whose value of it is there already is left out. With `collides` any row that runs into a constraint is, without
 * waiting for others in a circle; the caller must look whether its key is among the answers.
 */
export function insertStatement(
  record: AnyRecord,
  rows: readonly Values[],
  told: Told,
  unlessKnown?: string | typeof collides,
): Statement {
  const name = `${record.name}:insert:${String(unlessKnown ?? "")}:${told.answer ? "kept" : ""}`;
  const values: unknown[] = [JSON.stringify(rows), told.move, told.by?.id ?? null, told.by?.name ?? null];
  if (told.answer) values.push(JSON.stringify([told.answer]));
  return { name, values, text: once(record, name, () => insertText(record, told.answer !== undefined, unlessKnown)) };
}

function insertText(record: AnyRecord, keeps: boolean, unlessKnown?: string | typeof collides): string {
  const leftOut =
    unlessKnown === collides
      ? "on conflict do nothing"
      : unlessKnown && `on conflict (${columnOf(unlessKnown)}) do nothing`;
  const columns = columnsOf(record);
  const scope = scopeColumn(record);
  const key = keyColumn(record);
  const opening = columns.filter((c) => record.opening?.includes(c.field));
  const list = columns.map((c) => c.column).join(", ");
  const heard = scope ? heardBy(record, undefined, `c.${scope}`) : "null::text[]";
  return `with input as (
    select * from jsonb_to_recordset($1::jsonb) as i(${columns.map((c) => `"${c.field}" ${c.type}`).join(", ")})
  ), changed as (
    insert into ${tableOf(record)} (${list}) select ${columns.map((c) => `i."${c.field}"`).join(", ")} from input i
    ${leftOut ?? ""} returning ${list}
  ), told as (
    insert into ${historyOf(record)} (record_id, version, at, move, user_id, user_name, field, old_value, new_value${scope ? `, ${scope}` : ""})
    select c.${key}, c.version, c.created_at, $2, $3::uuid, $4, h.field, null, h.is_now${scope ? `, c.${scope}` : ""}
    from changed c, lateral (values ('created', null::jsonb)${opening.map((c) => `, ('${c.field}', ${asJson(c, "c")})`).join("")}) h(field, is_now)
    where h.field = 'created' or h.is_now is not null
  ), heard as (
    insert into outbox (at, record, record_id, version, event, dealers)
    select c.created_at, '${record.name}', c.${key}::text, c.version, $2, ${heard} from changed c
  )${countsOfInsert(record)}${keeps ? keptBeside("changed", 5) : ""}
  select ${key}::text as key, version from changed`;
}

/** The key of a row as the API names it. */
export const keyOf = (record: AnyRecord, row: Values): string => String(row[keyField(record)]);

/**
 * Breaks the transaction (a division by zero) unless it was this very transaction that gave the row this version: what is
 * written beside a change must not stay without it, also where somebody else has just made that version.
 */
export const sureStatement = (record: AnyRecord, key: string, version: number): Statement => ({
  name: `${record.name}:sure`,
  text: `select 1 / count(*)::integer from ${tableOf(record)} where ${keyColumn(record)} = $1 and version = $2
    and xmin = pg_current_xact_id()::xid`,
  values: [key, version],
});

/** A row of another record as it will read, and the statements that write it with the same person in its history. */
export type Written = { record: AnyRecord; row: Values; statements: Statement[] };

/** Writes what a change causes beside itself; `zone` (IANA) is that of the changed record's dealer. */
export function besideChange(one: Beside, tx: Pick<Transaction, "actor" | "at">, by: Who, zone: string): Written {
  const { record, move } = one;
  if ("opens" in one) {
    const row = begin(record, { id: newId(), ...one.opens }, tx.at, zone);
    return {
      record,
      row,
      statements: [
        insertStatement(record, [row], { move, by }, record.constraints && collides),
        sureStatement(record, keyOf(record, row), 1),
      ],
    };
  }
  const see = { values: [] as unknown[], text: "" };
  see.text = seePredicate(record, tx.actor, see.values);
  const { decided, row } = one;
  const [key, version] = [keyOf(record, row), Number(row.version)];
  const change = { key, version, set: decided.set, at: tx.at };
  const statements = [changeStatement(record, [change], { move, by }, see), sureStatement(record, key, version + 1)];
  return { record, row: decided.after, statements };
}
