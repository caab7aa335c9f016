import type pg from "pg";
import { rolesIn } from "#platform/access/database-roles.ts";
import { loginOf } from "#platform/db/login.ts";
import { databaseRoles } from "#platform/db/roles.ts";
import type { Finding } from "./findings.ts";

const asked = `select r.rolsuper as "isSuperuser", r.rolbypassrls as "passesRowSecurity", r.rolcreaterole as "makesRoles", r.rolcreatedb as "makesDatabases",
  r.rolreplication as "replicates",
  (select coalesce(array_agg(g.rolname::text order by g.rolname), '{}') from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as "memberOf",
  (select coalesce(array_agg(distinct g.rolname::text), '{}') from pg_auth_members m join pg_roles g on g.oid = m.roleid
    where m.member = r.oid and (m.inherit_option or m.admin_option)) as "withoutTaking",
  (select coalesce(array_agg(nspname::text), '{}') from pg_namespace where nspname ~ '^t_') as schemas
  from pg_roles r where r.rolname = $1`;

/** What PostgreSQL says of the login that the program works with. */
export type LoginAnswer = {
  isSuperuser: boolean;
  passesRowSecurity: boolean;
  makesRoles: boolean;
  makesDatabases: boolean;
  replicates: boolean;
  memberOf: string[];
  withoutTaking: string[];
  schemas: string[];
};

/** Is the program's login what it must be and no more? Nothing is said of a database where it is not made yet. */
export async function loginFinding(client: pg.Client): Promise<Finding[]> {
  const login = loginOf(client.database ?? "");
  const { rows } = await client.query<LoginAnswer>(asked, [login]);
  return rows.map((answer) => isNoMore(login, answer));
}

/** What the answer means, with the statement that mends it. */
export function isNoMore(login: string, answer: LoginAnswer): Finding {
  const { memberOf, withoutTaking, schemas } = answer;
  const takes = new Set<string>([databaseRoles.door, ...schemas.flatMap(rolesIn)]);
  const rights = [
    answer.isSuperuser && "superuser",
    answer.passesRowSecurity && "bypassrls",
    answer.makesRoles && "createrole",
    answer.makesDatabases && "createdb",
    answer.replicates && "replication",
  ].filter((right) => right !== false);
  const roles = [...new Set([...memberOf.filter((role) => !takes.has(role)), ...withoutTaking])];
  const mends = [
    ...(rights.length > 0 ? [`alter role "${login}" ${rights.map((right) => `no${right}`).join(" ")};`] : []),
    ...(roles.length > 0 ? [`revoke ${roles.map((role) => `"${role}"`).join(", ")} from "${login}";`] : []),
  ];
  if (mends.length === 0)
    return { isGood: true, line: `the program works as ${login}, which may do nothing by itself` };
  return {
    isGood: false,
    line: `the program's login ${login} may more than it must, so that no policy would hold it: ${mends.join(" ")}`,
  };
}
