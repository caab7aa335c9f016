import { addFormKey, tenantOf } from "#platform/accounts/index.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import { argumentsOf, needed } from "./arguments.ts";
import { withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";

const usage = "form-key TENANT --name NAME [--source website] [--production]";

/** Makes the key of a web form or of a partner's program; the last line printed is the key, which is shown only once. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["name", "source"], usage);
  const code = given.words[0] ?? "";
  const of = { tenant: code, name: needed(given, "name", usage), source: given.options.source ?? "website" };
  const key = newSecret();
  await withPlace(given.isProduction, async ({ door }) => {
    if (!(await tenantOf(door, code)))
      throw new PlainProblem(`There is no tenant ${code}: open it with create-tenant.`);
    await addFormKey(door, key, of);
  });
  console.error(
    `The form ${of.name} of ${code} sends this key in X-Form-Key; its leads carry the source ${of.source}.`,
  );
  console.log(key);
  return 0;
}
