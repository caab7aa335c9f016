import pg from "pg";
import { databaseRoles } from "#platform/db/roles.ts";
import { argumentsOf, needed } from "./arguments.ts";
import { type KeyChoice, keyChoice } from "./key-choice.ts";
import { withPlace } from "./place.ts";
import { PlainProblem } from "./plain-problem.ts";

const usage = "change-form-key TENANT --name NAME --kind form|program [--per-minute N] [--production]";

/** Makes the keys of that name good for one kind only; a program's key gets the number a minute that is named, else none. */
export async function run(args: readonly string[]): Promise<number> {
  const given = argumentsOf(args, 1, ["name", "kind", "per-minute"], usage);
  const [tenant = ""] = given.words;
  const name = needed(given, "name", usage);
  const choice = keyChoice(given, undefined, usage);
  const count = await withPlace(given.isProduction, ({ config }) => change(config, { tenant, name }, choice));
  if (count === 0) throw new PlainProblem(`${tenant} has no form key named ${name}: form-key makes one.`);
  const what = choice.kind === "form" ? "opens the public form only" : "is for programs only";
  console.error(
    `Changed ${count} ${count === 1 ? "key" : "keys"}: what carries the name ${name} in ${tenant} ${what}.`,
  );
  return 0;
}

/** Gives how many keys carry the name. The server itself may not change a key, so the tables' owner does. */
async function change(
  config: pg.PoolConfig,
  of: { tenant: string; name: string },
  { kind, perMinute }: KeyChoice,
): Promise<number> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(`set role ${databaseRoles.owner}`);
    const changed = await client.query(
      "update marque.form_key set kind = $3, per_minute = $4 where tenant = $1 and name = $2 and is_active",
      [of.tenant, of.name, kind, perMinute],
    );
    return changed.rowCount ?? 0;
  } finally {
    await client.end();
  }
}
