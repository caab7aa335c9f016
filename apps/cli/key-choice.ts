import { type KeyKind, keyKinds } from "#platform/accounts/index.ts";
import type { Given } from "./arguments.ts";
import { PlainProblem } from "./plain-problem.ts";

/** What a key opens, and how many requests a minute a program may send by it; null: as many as it likes. */
export type KeyChoice = { kind: KeyKind; perMinute: number | null };

const mostPerMinute = 100_000;

/** Reads --kind, `otherwise` where it is not given, and --per-minute. Throws PlainProblem with the usage. */
export function keyChoice({ options }: Given, otherwise: KeyKind | undefined, usage: string): KeyChoice {
  const wrong = (what: string): PlainProblem => new PlainProblem(`${what}. Usage: npm run -s marque -- ${usage}`);
  const kind = options.kind === undefined ? otherwise : keyKinds.find((one) => one === options.kind);
  if (!kind) throw wrong(`--kind is ${keyKinds.join(" or ")}`);
  const said = options["per-minute"];
  if (said === undefined) return { kind, perMinute: null };
  if (kind === "form")
    throw wrong("--per-minute is for programs: a form takes 60 a minute from one address and 600 in all");
  const perMinute = Number(said);
  if (!/^\d+$/.test(said) || perMinute < 1 || perMinute > mostPerMinute)
    throw wrong(`--per-minute is a whole number from 1 to ${mostPerMinute}`);
  return { kind, perMinute };
}
