import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Printed } from "./pages.ts";

const folder = join(import.meta.dirname, "../../printed");

/** Writes the printed files; gives the names of those that changed. */
export function writePrinted(files: readonly Printed[], into = folder): string[] {
  mkdirSync(into, { recursive: true });
  const changed = staleFiles(files, into);
  for (const { file, text } of files) writeFileSync(join(into, file), text);
  return changed;
}

/** The printed files whose committed text is not what the declarations say now. */
export const staleFiles = (files: readonly Printed[], from = folder): string[] =>
  files.flatMap(({ file, text }) => (textOf(join(from, file)) === text ? [] : [file]));

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
