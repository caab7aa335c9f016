import { awayReason } from "#platform/db/away.ts";

/**
 * Says what went wrong once, until something else goes wrong or all is well again: a fault that lasts for hours is one line.
 * What the database cannot do now is said by its own watch.
 */
export function sayingOnce(say: (line: string) => void): { failed(what: string, error: unknown): void; went(): void } {
  let said = "";
  return {
    failed: (what, error) => {
      const line = `${what} ${error instanceof Error ? error.message : String(error)}`;
      if (line !== said && awayReason(error) === undefined) say(line);
      said = line;
    },
    went: () => {
      said = "";
    },
  };
}

/** Does the work for each, whoever of them fails; what failed is thrown when all have had their turn. */
export async function forEachAlone<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await work(one).catch((error: unknown) => void failures.push(error));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join("; "));
}
