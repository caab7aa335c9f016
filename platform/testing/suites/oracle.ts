import type { Person } from "#platform/access/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";

/** Where a row stands: its tenant and the dealer whose it is, with that dealer's region. */
export type Place = { tenant: string; dealer: string; region: string };
/** What a door answers: signed in nobody, nothing there, seen but not allowed, or open. */
export type Verdict = 401 | 404 | 403 | "open";

/** Whether the person sees rows of that place, read from the declaration in the plainest way: the platform's own answer is not asked. */
export function sees(record: AnyRecord, person: Person | null, row: Place): boolean {
  if (person === null || person.tenant !== row.tenant) return false;
  const scope = record.see[person.role];
  if (scope === "all") return true;
  if (scope === "own dealer") return person.dealer === row.dealer;
  if (scope === "own region") return person.region === row.region;
  return false;
}

/** Whether the role may do it at all. */
function mayDo(record: AnyRecord, person: Person, act: string): boolean {
  const { edit, export: exports = [], make = {} } = record;
  const roles = act === "edit" ? (edit?.by ?? []) : act === "export" ? exports : (make[act] ?? []);
  return roles.includes(person.role);
}

/** What a door to one row answers; `act` is "read", "edit" or a move. */
export function rowVerdict(record: AnyRecord, person: Person | null, row: Place, act: string): Verdict {
  if (person === null) return 401;
  if (!sees(record, person, row)) return 404;
  return act === "read" || mayDo(record, person, act) ? "open" : 403;
}

/** What a door to all rows answers; `act` is "list" or "export". */
export function listVerdict(record: AnyRecord, person: Person | null, act: string): Verdict {
  if (person === null) return 401;
  if (record.see[person.role] === undefined) return 403;
  return act === "list" || mayDo(record, person, act) ? "open" : 403;
}
