import { argumentsOf } from "./arguments.ts";

/** Writes printed/ anew from the declarations. */
export async function run(args: readonly string[]): Promise<number> {
  argumentsOf(args, 0, [], "print");
  const { printAll } = await import("#platform/print/all.ts");
  await printAll();
  return 0;
}
