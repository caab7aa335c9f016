/** The roles of the database: an owner of the tables, an application without rights, one role per kind of scope, the door. */
export const databaseRoles = {
  owner: "marque_owner",
  app: "marque_app",
  scopes: ["marque_dealer", "marque_region", "marque_hq", "marque_customer", "marque_partner", "marque_clock"],
  door: "marque_door",
} as const;

const all = [databaseRoles.owner, databaseRoles.app, ...databaseRoles.scopes, databaseRoles.door];

/**
 * SQL that makes the roles where they are missing and lets the application take the scopes' roles and the door's.
 * Nobody inherits: before a transaction takes a role it has no rights at all.
 */
export const rolesSql = (): string => `
  select pg_advisory_xact_lock(4600);
  do $$ begin
    ${all.map((role) => `if not exists (select from pg_roles where rolname = '${role}') then create role ${role} noinherit; end if;`).join("\n    ")}
    execute format('grant ${all.join(", ")} to %I with inherit false, set true', current_user);
  end $$;
  grant ${[...databaseRoles.scopes, databaseRoles.door].join(", ")} to ${databaseRoles.app} with inherit false, set true;`;
