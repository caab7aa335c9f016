import pg from "pg";
import type { AnyRecord, Role, Scope } from "#platform/record/index.ts";
import { roleIn } from "./database-roles.ts";

/** A person who signed in and chose a profile: a role at one place (AL-08). */
export type Person = {
  kind: "person";
  tenant: string;
  schema: string;
  userId: string;
  userName: string;
  profileId: string;
  role: Role;
  dealer: string | null;
  region: string | null;
  /** The codes of the dealers in the person's scope: one, those of the region, or none for the whole tenant. */
  dealers: readonly string[];
};
/** The program itself, with the reason why nobody stands behind the query. */
export type System = { kind: "system"; tenant: string; schema: string; why: string };
export type Actor = Person | System;

/** The program acting without a person; CI counts the places that say so. */
export const asSystem = (tenant: { code: string; schema: string }, why: string): System => ({
  kind: "system",
  tenant: tenant.code,
  schema: tenant.schema,
  why,
});

/** The database role that the actor's transactions take: that of its job title in its own tenant. */
export const databaseRole = (actor: Actor): string =>
  roleIn(actor.schema, actor.kind === "system" ? "clock" : actor.role);

const quoted = (value: string): string => pg.escapeLiteral(value);
const textArray = (values: readonly string[]): string =>
  `{${values.map((v) => `"${v.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** How a transaction begins: to change something, or only to look, when all its statements see one state of the rows. */
export type Beginning = "begin" | "begin isolation level repeatable read read only";

/** One message that opens a transaction as the actor: schema, role, scope and the clock, all gone with the transaction. */
export function beginAs(actor: Actor, at: string, beginning: Beginning = "begin"): string {
  const sets = [
    `set local search_path = ${pg.escapeIdentifier(actor.schema)}, public`,
    `set local role ${pg.escapeIdentifier(databaseRole(actor))}`,
    `set local marque.now = ${quoted(at)}`,
    ...(actor.kind === "system"
      ? [`set local marque.why = ${quoted(actor.why)}`]
      : [
          `set local marque.profile = ${quoted(actor.profileId)}`,
          `set local marque.dealer = ${quoted(actor.dealer ?? "")}`,
          `set local marque.dealers = ${quoted(textArray(actor.dealers))}`,
          `set local marque.region = ${quoted(actor.region ?? "")}`,
        ]),
  ];
  return `${beginning}; ${sets.join("; ")}`;
}

/** Which rows of the record the actor sees; undefined: none. */
export const scopeOf = (record: AnyRecord, actor: Actor): Scope | undefined =>
  actor.kind === "system" ? "all" : record.see[actor.role];

/** May this role make this move (or "create", "edit", "export") on rows it sees? */
export function may(record: AnyRecord, actor: Actor, act: string): boolean {
  if (actor.kind === "system") return true;
  if (act === "create") return record.create?.includes(actor.role) ?? false;
  if (act === "edit") return record.edit?.by.includes(actor.role) ?? false;
  if (act === "export") return record.export?.includes(actor.role) ?? false;
  return record.make?.[act]?.includes(actor.role) ?? false;
}
