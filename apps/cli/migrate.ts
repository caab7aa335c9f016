import { migrate } from "#platform/db/migrate.ts";
import { house } from "../house.ts";
import { argumentsOf } from "./arguments.ts";
import { withPlace } from "./place.ts";

/** Brings the shared schema and every tenant's up to date; tells each file it applies. */
export async function run(args: readonly string[]): Promise<number> {
  const { isProduction } = argumentsOf(args, 0, [], "migrate [--production]");
  await withPlace(isProduction, ({ config }) => migrate(config, house, (line) => console.error(line)));
  console.error("The database is up to date.");
  return 0;
}
