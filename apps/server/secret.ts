import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSecret } from "#platform/clocks/chance.ts";
import type { Settings } from "./settings.ts";

/** The secret that seals what browsers carry: the one that was set, or the demo's own, made once and readable to its user only. */
export function secretOf(settings: Settings): string {
  if (settings.secret !== null) return settings.secret;
  const file = join(settings.folder, "secret");
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, newSecret(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8");
}
