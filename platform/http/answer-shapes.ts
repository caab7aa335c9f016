import { z } from "zod";
import { itemFields } from "#platform/lists/index.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { type AnyRecord, type Derived, dueField, type Field, type Fields } from "#platform/record/index.ts";

/** The shapes that the API's description calls by a name instead of repeating them. */
export const shapeNames = z.registry<{ id: string }>();
/** Gives a shape its name in the description. */
export const called = <S extends z.ZodType>(shape: S, id: string): S => {
  shapeNames.add(shape, { id });
  return shape;
};
/** An instant as every answer gives it, always UTC. */
export const instantShape = z.iso.datetime();
export const dayShape = z.iso.date();
/** A reference as it reads. Whoever sees a row sees what the row must name; what it may name can be out of sight, and is null. */
export const namedShape = called(z.strictObject({ id: z.uuid(), name: z.string() }), "Named");
export const namesShape = called(
  z.strictObject({ en: z.string(), ja: z.string(), zh: z.string(), ru: z.string() }),
  "Names",
);
const reasoned = z.strictObject({ code: z.string(), because: z.string() });
export const receiptShape = called(
  z.strictObject({
    rule: z.string(),
    version: z.int(),
    inputs: z.record(z.string(), z.unknown()),
    candidates: z.array(reasoned),
    outcome: reasoned,
  }),
  "Receipt",
);

/** "aftersales-lead" as "AftersalesLead". */
const schemaName = (record: AnyRecord): string =>
  record.name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

const choiceOf = (values: readonly string[]) => z.enum(values as [string, ...string[]]);

/** What a field answers. */
function fieldShape(field: Field): z.ZodType {
  const shape = present(field);
  return field.isOptional ? shape.nullable() : shape;
}
const fieldShapes = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldShape(field)]));

function present(field: Field): z.ZodType {
  switch (field.kind) {
    // what is sent is bounded; what the program composes of it, such as a name of its parts, may be longer
    case "text":
    case "listed":
    case "code":
      return z.string();
    case "flag":
      return z.boolean();
    case "integer":
      return z.int().min(field.min).max(field.max);
    case "day":
      return dayShape;
    case "instant":
      return instantShape;
    case "choice":
      return choiceOf(field.values);
    case "choices":
      return z.array(choiceOf(field.values));
    case "ref":
      return namedShape;
    case "names":
      return namesShape;
    case "texts":
      return z.array(z.string());
    case "instants":
      return z.array(instantShape).max(field.atMost);
    case "flags":
      return z.strictObject(Object.fromEntries(field.names.map((name) => [name, z.boolean()])));
    case "series":
      return z.array(z.strictObject(fieldShapes(field.fields))).max(field.atMost);
    case "receipt":
      return receiptShape;
  }
}

function derivedShape({ fields }: AnyRecord, derived: Derived): z.ZodType {
  if ("countOf" in derived) return z.int().min(0);
  if ("daysSince" in derived) return fields[derived.daysSince]?.isOptional ? z.int().nullable() : z.int();
  if ("isOverdue" in derived) return z.boolean();
  if ("minutesBetween" in derived) return z.int().nullable();
  if ("firstOf" in derived) return choiceOf(Object.keys(derived.firstOf)).nullable();
  return instantShape.nullable();
}

/** A row as every answer gives it: what the platform keeps, the state, the fields, the deadlines, the derived values. */
export function recordShape(record: AnyRecord): z.ZodObject {
  const clocks = Object.keys(record.clocks ?? {}).map((clock) => [dueField(clock), instantShape.nullable()]);
  const derived = Object.entries(record.derived ?? {}).map(([name, how]) => [name, derivedShape(record, how)]);
  return z.strictObject({
    ...(record.key ? {} : { id: z.uuid() }),
    version: z.int().min(1),
    createdAt: instantShape,
    ...(record.states ? { status: choiceOf(Object.keys(record.states)), isFinal: z.boolean() } : {}),
    ...fieldShapes(record.fields),
    ...Object.fromEntries(clocks),
    ...Object.fromEntries(derived),
  });
}

/** What somebody may do to a row now. */
function canShape({ moves = {} }: AnyRecord): z.ZodObject {
  const acts = Object.entries(moves).flatMap(([name, { by }]) => (by === "clock" ? [] : [name]));
  return z.strictObject(Object.fromEntries([...acts, "edit", "export"].map((act) => [act, z.boolean()])));
}

const remembered = <K extends object>(make: (key: K) => z.ZodObject): ((key: K) => z.ZodObject) => {
  const known = new WeakMap<K, z.ZodObject>();
  return (key) => {
    const shape = known.get(key) ?? make(key);
    known.set(key, shape);
    return shape;
  };
};

/** One record that no desk adds anything to. */
export const readShape = remembered((record: AnyRecord) => called(recordShape(record), schemaName(record)));
/** One record as its desk gives it, after reading, creating and changing alike. */
export const deskShape = remembered(({ record, adds = {} }: Desk) =>
  called(recordShape(record).extend({ ...adds, can: canShape(record) }), schemaName(record)),
);
/** One row of a record's list. */
export const itemShape = remembered((record: AnyRecord) => {
  const { shape } = recordShape(record);
  const fields = itemFields(record).flatMap((field) => (shape[field] ? [[field, shape[field]] as const] : []));
  return called(z.strictObject(Object.fromEntries(fields)), `${schemaName(record)}Item`);
});
/** A page of a record's list. */
export const pageShape = (record: AnyRecord) =>
  z.strictObject({
    items: z.array(itemShape(record)),
    nextCursor: z.string().nullable(),
    count: z.strictObject({ value: z.int().min(0), isExact: z.boolean() }),
  });

/** A page of a record's history: each change of a field, by whom (null: the system) and by which move. */
export const historyShape = called(
  z.strictObject({
    items: z.array(
      z.strictObject({
        at: instantShape,
        user: namedShape.nullable(),
        move: z.string(),
        version: z.int().min(1),
        field: z.string(),
        oldValue: z.unknown(),
        newValue: z.unknown(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  "History",
);
