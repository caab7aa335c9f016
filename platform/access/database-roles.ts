import { placeOf, type Role, roles } from "#platform/record/index.ts";

/** Who works in a tenant's schema: a job title, or the program itself, which the database knows as the clock. */
export type Title = Role | "clock";
/** Every title, the people's first. */
export const titles: readonly Title[] = [...roles, "clock"];

/** The database role of a title in a tenant's schema: `t_neo_jp_store_manager`. It may use that schema and no other. */
export const roleIn = (schema: string, title: Title): string => `${schema}_${title.replaceAll("-", "_")}`;
/** All roles of a tenant's schema. */
export const rolesIn = (schema: string): readonly string[] => titles.map((title) => roleIn(schema, title));

/** The titles that stand for the whole tenant, and the program: they alone put a row into other hands. */
export const standsForTenant = (title: Title): boolean => title === "clock" || placeOf[title] === "tenant";
