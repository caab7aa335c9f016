import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSecret } from "#platform/clocks/chance.ts";

/** The installation's own secret, made once, readable by its owner only, and there whole or not at all. */
export function ownSecret(folder: string): string {
  const file = join(folder, "secret");
  const draft = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(draft, newSecret(), { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}
