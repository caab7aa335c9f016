import type { AnyRecord, Field, Fields } from "#platform/record/index.ts";

type Named = readonly [name: string, field: Field];

const inside = (fields: Fields, under: string): Named[] =>
  Object.entries(fields).map(([name, field]): Named => [`${under}${name}`, field]);

/** The label keys below one field: its caption, its named flags, the fields of its entries. */
function captions([name, field]: Named): string[] {
  if (field.kind === "flags") return [name, ...field.names.map((flag) => `${name}.${flag}`)];
  if (field.kind === "series") return [name, ...inside(field.fields, `${name}.`).flatMap(captions)];
  return [name];
}

/** The values a field offers, as `<field>.<value>`. */
function values([name, field]: Named): string[] {
  if (field.kind === "choice" || field.kind === "choices") return field.values.map((value) => `${name}.${value}`);
  if (field.kind === "series") return inside(field.fields, `${name}.`).flatMap(values);
  return [];
}

/** Every label key that a declaration calls for, each once. */
export function keysOf(record: AnyRecord): string[] {
  const own = inside(record.fields, "");
  const moves = Object.entries(record.moves ?? {});
  const asked = moves.flatMap(([, move]) => inside(move.asks ?? {}, ""));
  const listed = [...record.list.columns, ...(record.list.also ?? []), ...Object.keys(record.derived ?? {})];
  const clocks = Object.keys(record.clocks ?? {});
  const keys = [
    "name",
    "plural",
    ...[...own.flatMap(captions), ...listed].map((name) => `field.${name}`),
    ...[...own, ...asked].flatMap(values).map((value) => `choice.${value}`),
    ...Object.keys(record.states ?? {}).map((state) => `status.${state}`),
    ...moves.map(([move]) => `move.${move}`),
    ...moves.flatMap(([move, { asks }]) => Object.keys(asks ?? {}).map((name) => `move.${move}.asks.${name}`)),
    ...Object.keys(record.list.views).map((view) => `view.${view}`),
    ...clocks.flatMap((clock) => [`clock.${clock}`, `clock.${clock}.rule`]),
  ];
  return [...new Set(keys)].map((key) => `${record.name}.${key}`);
}
