import type pg from "pg";
import { embeddedAddress, occupantOf } from "#platform/db/embedded.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import { settingsFrom } from "../server/settings.ts";
import { argumentsOf } from "./arguments.ts";
import { databaseFindings, type Finding, folderFinding, portFinding } from "./findings.ts";
import { eventsFindings } from "./findings-events.ts";
import { keyFindings } from "./findings-keys.ts";
import { mailFinding } from "./findings-mail.ts";

/** Looks for the likeliest wrong settings: one line each, on stdout; exit code 1 when any is wrong. */
export async function run(args: readonly string[]): Promise<number> {
  const { isProduction } = argumentsOf(args, 0, [], "doctor [--production]");
  const findings = await allFindings(process.env, isProduction);
  for (const { isGood, line } of findings) console.log(withoutSecrets(`${isGood ? "ok   " : "WRONG"}  ${line}`));
  return findings.every(({ isGood }) => isGood) ? 0 : 1;
}

/** Everything the doctor finds for these settings; a wrong setting does not hide the next one. */
export async function allFindings(
  env: Readonly<Record<string, string | undefined>>,
  isProduction: boolean,
): Promise<Finding[]> {
  const settings = settingsFrom(env, isProduction ? ["--production"] : []);
  const wrong = settings.kind === "wrong" ? settings.lines : [];
  const can = (name: string): boolean => !wrong.some((line) => line.startsWith(name));
  return [
    ...wrong.map((line) => ({ isGood: false, line })),
    ...(wrong.length === 0
      ? [{ isGood: true, line: `the settings are complete for ${isProduction ? "production" : "the demo"}` }]
      : []),
    ...(settings.kind === "settings" ? settings.notes.map((line) => ({ isGood: true, line })) : []),
    ...(can("MARQUE_FOLDER") ? [folderFinding(env.MARQUE_FOLDER || ".marque")] : []),
    ...(can("PORT") && can("HOST") ? [await portFinding(env.HOST || "127.0.0.1", Number(env.PORT || 4600))] : []),
    ...(settings.kind === "settings" && settings.mail.smtp ? [await mailFinding(settings.mail.smtp)] : []),
    ...(isProduction && can("DATABASE_URL") ? await storeFindings({ connectionString: env.DATABASE_URL ?? "" }) : []),
    ...(isProduction ? [] : await demoFindings(env.MARQUE_FOLDER || ".marque")),
  ];
}

/** The demo's own database says something while it runs. */
async function demoFindings(folder: string): Promise<Finding[]> {
  if (occupantOf(folder) === undefined) return [];
  const { socketFolder: host, user, database } = embeddedAddress(folder);
  return storeFindings({ host, user, database });
}

/** Can Marque live in the database, is its login there no more than it must be, and where it is, what is wrong in it? */
async function storeFindings(config: pg.PoolConfig): Promise<Finding[]> {
  const findings = await databaseFindings(config);
  if (!findings.every(({ isGood }) => isGood)) return findings;
  return [...findings, ...(await eventsFindings(config)), ...(await keyFindings(config))];
}
