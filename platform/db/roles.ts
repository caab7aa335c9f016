/** Roles of the whole database: the owner of all tables, and the door that knows who somebody is and sees no row of a tenant. */
export const databaseRoles = { owner: "marque_owner", door: "marque_door" } as const;

/** The scopes that the first migrations grant to. Those files never change, so the names exist; nobody takes them. */
export const formerRoles = ["marque_dealer", "marque_region", "marque_hq", "marque_clock"] as const;

/** SQL that makes roles where they are missing and lets the connected user, who sets the database up, take them. */
export const rolesSql = (names: readonly string[]): string => `
  select pg_advisory_xact_lock(4600);
  do $$ begin
    ${names.map((role) => `if not exists (select from pg_roles where rolname = '${role}') then create role ${role} noinherit; end if;`).join("\n    ")}
    execute format('grant ${names.join(", ")} to %I with inherit false, set true', current_user);
  end $$;`;

/** SQL of the roles that belong to no tenant. */
export const houseRolesSql = (): string => rolesSql([...Object.values(databaseRoles), ...formerRoles]);

/** What PostgreSQL says when somebody makes or grants the same role in the same moment, in this database or beside it. */
const isOvertaken = (error: unknown): boolean => {
  const { code, message = "" } = error as { code?: string; message?: string };
  return code === "42710" || code === "23505" || (code === "XX000" && message.includes("concurrently"));
};

/** Roles are shared by all databases of a server, where no lock of one database holds: whoever was overtaken tries again. */
export async function untilNotOvertaken(work: () => Promise<unknown>, tries = 20): Promise<void> {
  for (let n = 1; ; n++) {
    try {
      await work();
      return;
    } catch (error) {
      if (n === tries || !isOvertaken(error)) throw error;
    }
  }
}
