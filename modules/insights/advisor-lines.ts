import type { NumbersLine } from "./numbers.ts";

/** The lines of people, and apart from them the one of the leads that nobody has contacted; other lines stay together. */
export function apart(
  by: string,
  lines: readonly NumbersLine[],
): { lines: readonly NumbersLine[]; nobody: NumbersLine | undefined } {
  if (by !== "contactedBy") return { lines, nobody: undefined };
  return { lines: lines.filter(({ key }) => key !== null), nobody: lines.find(({ key }) => key === null) };
}
