import { inspect } from "node:util";
import { withoutSecrets } from "./hidden.ts";

/** Writes a line for whoever runs Marque, with the whole error behind it where one is given, without this house's secrets. */
export function log(line: string, error?: unknown): void {
  console.error(withoutSecrets(error === undefined ? line : `${line} ${inspect(error)}`));
}

/** What an error says, for such a line. */
export const sayingOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
