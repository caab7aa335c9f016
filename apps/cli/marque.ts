import { log } from "#platform/secrets/log.ts";
import { PlainProblem } from "./plain-problem.ts";

const help = `npm run -s marque -- COMMAND

  token EMAIL [--profile ID]     an API token, lives 90 days; the last line printed is the token
  migrate                        brings the database up to date
  doctor                         looks for the likeliest wrong settings and says how to mend them
  create-tenant CODE --name NAME --country JP --dealer CODE --dealer-name NAME
                --zone Asia/Tokyo [--region CODE]
                                 opens a tenant with its first region and dealer
  create-admin EMAIL --tenant CODE --name NAME [--language en]
                                 opens an account of an administrator; reads the password from its input
  create-person EMAIL --tenant CODE --name NAME --role advisor --dealer CODE
                                 the same for staff: a role at a dealer, for a --region, or for the company
  set-password EMAIL             sets somebody's password and ends their sessions and tokens; reads it from its input
  form-key TENANT --name NAME [--kind form|program] [--per-minute N] [--source website]
                                 makes the key of a web form, or of a program that sends leads, which may have a
                                 limit; the last line printed is the key
  change-form-key TENANT --name NAME --kind form|program [--per-minute N]
                                 makes the keys of that name good for the form only, or for a program only
  print                          writes printed/ anew

Without more these work on the demo in .marque/, also beside the running server.
With --production they work on the PostgreSQL of DATABASE_URL.`;

type Command = { run(args: readonly string[]): Promise<number> };
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  token: () => import("./token.ts"),
  migrate: () => import("./migrate.ts"),
  doctor: () => import("./doctor.ts"),
  "create-tenant": () => import("./create-tenant.ts"),
  "create-admin": () => import("./create-admin.ts"),
  "create-person": () => import("./create-admin.ts"),
  "set-password": () => import("./set-password.ts"),
  "form-key": () => import("./form-key.ts"),
  "change-form-key": () => import("./change-form-key.ts"),
  print: () => import("./print.ts"),
};

/** Runs one command and gives the exit code; what a person needs to know goes to stderr, results to stdout. */
async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (args.includes("--help") || ["help", "--help", "-h"].includes(name)) {
    console.log(help);
    return 0;
  }
  if (!load) throw new PlainProblem(`There is no command ${name}: npm run -s marque -- help shows all.`);
  return (await load()).run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  if (problem instanceof PlainProblem) log(problem.message);
  else log("it failed:", problem);
  process.exitCode = 1;
}
