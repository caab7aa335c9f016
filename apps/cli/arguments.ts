import { parseArgs } from "node:util";
import { PlainProblem } from "./plain-problem.ts";

/** What a command was given: the words by themselves, and the options by name. */
export type Given = { words: readonly string[]; options: Readonly<Record<string, string>>; isProduction: boolean };

/**
 * Reads the arguments of a command that takes `words` words and the named options, and --production.
 * `usage` is the line that a wrong call is answered with. Throws PlainProblem.
 */
export function argumentsOf(args: readonly string[], words: number, options: readonly string[], usage: string): Given {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(options.map((name) => [name, { type: "string" }] as const)),
        production: { type: "boolean" },
      },
    });
    if (positionals.length !== words) throw new TypeError(`${positionals.length} words instead of ${words}.`);
    const { production, ...named } = values;
    return { words: positionals, options: named as Record<string, string>, isProduction: production === true };
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    throw new PlainProblem(`${(problem.message.split(/[.\n]/)[0] ?? "").trim()}. Usage: npm run -s marque -- ${usage}`);
  }
}

/** The option's value, or a plain problem with the usage. */
export function needed(given: Given, name: string, usage: string): string {
  const value = given.options[name]?.trim();
  if (!value) throw new PlainProblem(`--${name} is missing. Usage: npm run -s marque -- ${usage}`);
  return value;
}
