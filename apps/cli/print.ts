import { writePrinted } from "#platform/print/all.ts";
import { printedFiles } from "../printed.ts";
import { argumentsOf } from "./arguments.ts";

/** Writes printed/ anew from the declarations. */
export async function run(args: readonly string[]): Promise<number> {
  argumentsOf(args, 0, [], "print");
  const changed = writePrinted(printedFiles());
  console.error(
    changed.length ? `printed anew: ${changed.join(", ")}` : "printed/ was already what the declarations say",
  );
  return 0;
}
