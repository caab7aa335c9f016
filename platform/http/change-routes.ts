import { z } from "zod";
import { may, seePredicate } from "#platform/access/index.ts";
import { columnOf } from "#platform/db/columns.ts";
import type { Transaction } from "#platform/db/database.ts";
import { presented, readStatement, selected, withoutOthers } from "#platform/lists/index.ts";
import { type Decided, decide, isFinalAt, isRefusal, type Refusal, settle } from "#platform/moves/decide.ts";
import { canDo, type Desk, type Facts } from "#platform/moves/desk.ts";
import { besideChange, changeStatement, sureStatement } from "#platform/moves/statements.ts";
import { type AnyRecord, fieldOf } from "#platform/record/index.ts";
import { deskShape } from "./answer-shapes.ts";
import { givenAnswer, isSameKeyTwice, keptAnswer, keyedBy, replay, unchanged } from "./idempotency.ts";
import { raced } from "./lost-race.ts";
import { notAllowed, notFound, Problem, refused } from "./problem.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "./route.ts";
import { inputObject, inputShape, read } from "./shapes.ts";

type Values = Record<string, unknown>;

/** POST …/{id}/{move}: makes a move. Refusals in the order 401, 404, 403, 428, 412, 422. */
export function moveRoute(desk: Desk, name: string): Route {
  const { record, rules } = desk;
  const move = record.moves?.[name];
  if (!move) throw new Error(`${record.name} has no move ${name}`);
  const shape = inputObject(move.asks ?? {});
  return {
    method: "POST",
    path: `/${record.plural}/{id}/${name}`,
    operation: `${record.name}.${name}`,
    summary: `Makes the move "${name}"`,
    policy: { makes: name, on: record },
    described: {
      body: shape,
      changes: true,
      answers: { 200: { description: "The record after the move", shape: deskShape(desk) } },
    },
    handle: (call) =>
      change(desk, personal(call), name, (row, facts) => {
        const asked = read(shape, call.body) as Values;
        const person = personal(call).person;
        return decide(record, rules, name, {
          row,
          asked,
          at: String(facts.at),
          by: { id: person.userId, name: person.userName },
          facts,
          zone: facts.zone,
        });
      }),
  };
}

/** PATCH …/{id}: edits the fields that the declaration lets people edit; anything else is refused by name. */
export function editRoute(desk: Desk): Route {
  const { record } = desk;
  const editable = record.edit?.fields ?? [];
  const shape = z.strictObject(
    Object.fromEntries(editable.map((field) => [field, inputShape(record.fields[field] as never).optional()])),
  );
  return {
    method: "PATCH",
    path: `/${record.plural}/{id}`,
    operation: `${record.name}.edit`,
    summary: "Edits fields in place",
    policy: { makes: "edit", on: record },
    described: {
      body: shape,
      changes: true,
      answers: { 200: { description: "The record after the edit", shape: deskShape(desk) } },
    },
    handle: (call) =>
      change(desk, personal(call), "edit", (row, facts) => {
        refuseFixed(desk, call.body);
        const patch = read(shape, call.body) as Values;
        const at = String(facts.at);
        if (isFinalAt(record, row, at)) return { refused: "final" };
        const outcome = desk.edit?.(row, patch, facts) ?? { set: patch };
        if (isRefusal(outcome)) return outcome;
        const set = Object.fromEntries(
          Object.entries(outcome.set).filter(([field, value]) => JSON.stringify(row[field]) !== JSON.stringify(value)),
        );
        return { ...outcome, ...settle(record, undefined, row, set, at, facts.zone, facts.terms) };
      }),
  };
}

/** A field that exists but is not for people to edit is refused as such, not as unknown. */
function refuseFixed({ record, adds = {} }: Desk, body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  const kept = [
    "id",
    "version",
    "status",
    "isFinal",
    "createdAt",
    ...Object.keys(adds),
    ...Object.keys(record.derived ?? {}),
  ];
  const editable: readonly string[] = record.edit?.fields ?? [];
  const fixed = Object.keys(body).filter(
    (f) => !editable.includes(f) && (fieldOf(record, f) !== undefined || kept.includes(f) || f.endsWith("DueAt")),
  );
  if (fixed.length > 0) {
    throw new Problem(422, "not-editable", `Not editable: ${fixed.join(", ")}.`, {
      field: fixed[0],
      errors: fixed.map((field) => ({ field, code: "not-editable", message: "cannot be edited" })),
    });
  }
}

type Decision = (row: Values, facts: Facts) => Refusal | Decided;

/** One change of one record in two round trips: read everything, decide, then write and commit. Tried again after a race. */
async function change(desk: Desk, call: PersonalCall, act: string, decision: Decision): Promise<Answer> {
  const attempt = (): Promise<Answer | undefined> => tryChange(desk, call, act, decision);
  const once = (): Promise<Answer | undefined> => raced(desk, attempt, isSameKeyTwice);
  return (await once()) ?? (await once()) ?? stale();
}

const tryChange = (desk: Desk, call: PersonalCall, act: string, decision: Decision): Promise<Answer | undefined> =>
  call.db.as(call.person, async (tx) => {
    const { record } = desk;
    const key = rowKey(record, call);
    const keyed = keyedBy(call, call.person.profileId);
    const asked = typeof call.body === "object" && call.body !== null ? (call.body as Values) : {};
    const [[row], facts, given] = await Promise.all([
      tx.query<Values>(readStatement(record, call.known, tx.actor, key)),
      desk.facts(tx, key, asked),
      givenAnswer(tx, keyed),
    ]);
    if (!row) throw notFound();
    if (!may(record, tx.actor, act)) throw notAllowed();
    const before = replay(given, keyed);
    if (before) return before;
    checkVersion(call.headers["if-match"], Number(row.version));
    const decided = decision(row, { ...facts, at: tx.at });
    if (isRefusal(decided)) throw refused(decided.refused, decided.field);
    if (Object.keys(decided.set).length === 0)
      return unchanged(tx, keyed, writtenAnswer(answerOf(desk, tx, row, facts)));
    const by = { id: call.person.userId, name: call.person.userName };
    const beside = (decided.beside ?? []).map((one) => besideChange(one, tx, by, facts.zone));
    const after = { ...decided.after, ...(await newNames(record, call, tx, row, decided.set)) };
    const answer = writtenAnswer(answerOf(desk, tx, after, { ...facts, beside }));
    const see = { values: [] as unknown[], text: "" };
    see.text = seePredicate(record, tx.actor, see.values);
    const told = {
      move: act,
      by,
      answer: keptAnswer(keyed, answer),
    };
    const rows = [{ key, version: Number(row.version), set: decided.set, at: tx.at }];
    const neighbours = beside.flatMap(({ statements }) => statements);
    const sure = beside.length > 0 ? [sureStatement(record, key, Number(row.version) + 1), ...neighbours] : [];
    const [changed] = await tx.finish(changeStatement(record, rows, told, see), ...sure);
    return changed?.length ? answer : undefined;
  });

/** What the references that a change moves are called now, as far as the actor may see them; read only where there is one. */
export async function newNames(
  record: AnyRecord,
  { known }: PersonalCall,
  tx: Transaction,
  row: Values,
  set: Values,
): Promise<Values> {
  const moved = Object.keys(set).filter((name) => record.fields[name]?.kind === "ref" && set[name] !== row[name]);
  if (moved.length === 0) return {};
  const values = moved.map((name) => set[name]);
  const ids = moved.map((name, n) => `$${n + 1}::uuid as ${columnOf(name)}`);
  const names = moved.map((name) => selected(record, name, known, values, tx.at));
  const text = `select ${names.join(", ")} from (select ${ids.join(", ")}) r`;
  const [named = {}] = await tx.query<Values>({ name: `${record.name}:names:${moved.join()}`, text, values });
  return Object.fromEntries(moved.map((name) => [`named_${name}`, named[name]]));
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** The key in the path; what cannot be a key is not there. */
export function rowKey(record: AnyRecord, call: PersonalCall): string {
  const key = call.params.id ?? "";
  if (record.key ? key.includes("\u0000") : !uuid.test(key)) throw notFound();
  return key;
}

function checkVersion(header: string | undefined, version: number): void {
  if (header === undefined || header === "") {
    throw new Problem(428, "version-missing", 'Send If-Match with the version you read, such as "7".');
  }
  if (/^(?:W\/)?"?(\d+)"?$/.exec(header.trim())?.[1] !== String(version)) stale(version);
}

export function stale(version?: number): never {
  throw new Problem(
    412,
    "stale",
    "Somebody changed it in the meantime; read it again.",
    version === undefined ? {} : { headers: { etag: `"${version}"` } },
  );
}

/** The record as the API gives it after reading or changing, with what this person may do now. */
export function answerOf(desk: Desk, tx: Transaction, row: Values, facts: Facts): Answer {
  const plain = withoutOthers(desk.record, tx.actor, presented(desk.record, row, tx.at));
  const body = {
    ...(desk.present?.(plain, row, facts, tx.at, tx.actor) ?? plain),
    can: canDo(desk, row, tx.actor, tx.at),
  };
  return { status: 200, body, version: Number(row.version) };
}
