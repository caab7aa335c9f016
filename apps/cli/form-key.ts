import { addFormKey, tenantOf } from "#platform/accounts/index.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import { argumentsOf, needed } from "./arguments.ts";
import { keyChoice } from "./key-choice.ts";
import { withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";

const usage = "form-key TENANT --name NAME [--kind form|program] [--per-minute N] [--source website] [--production]";

/** Makes the key of a web form, or of a partner's program; the last line printed is the key, which is shown only once. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["name", "source", "kind", "per-minute"], usage);
  const code = given.words[0] ?? "";
  const { kind, perMinute } = keyChoice(given, "form", usage);
  const name = needed(given, "name", usage);
  const source = given.options.source ?? "website";
  const key = newSecret();
  await withPlace(given.isProduction, async ({ door }) => {
    if (!(await tenantOf(door, code)))
      throw new PlainProblem(`There is no tenant ${code}: open it with create-tenant.`);
    await addFormKey(door, key, { tenant: code, name, source, kind, perMinute });
  });
  console.error(
    kind === "form"
      ? `The form ${name} of ${code} opens at /forms/aftersales?key=…; its leads carry the source ${source}.`
      : `The program ${name} of ${code} sends this key in X-Form-Key${pace(perMinute)}; its leads carry the source ${source}.`,
  );
  console.log(key);
  return 0;
}

const pace = (perMinute: number | null): string => (perMinute === null ? "" : `, at most ${perMinute} times a minute`);
