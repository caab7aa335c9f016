import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bringPackages } from "./packages.mjs";
import { plainProblem } from "./plain-problem.mjs";
import { linkPostgres } from "./postgres-links.mjs";
import { runToTheEnd } from "./run-to-the-end.mjs";
import { demandWritable } from "./writable.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** First argument → program; anything else starts the server, with all arguments. */
const PROGRAMS = {
  test: "platform/testing/run.ts",
  marque: "apps/cli/marque.ts",
  bench: "bench/run.ts",
  check: "checks/all.ts",
  prove: "prove/run.ts",
};
const SERVER = "apps/server/start.ts";

function programFor(args) {
  const program = Object.hasOwn(PROGRAMS, args[0]) ? PROGRAMS[args[0]] : undefined;
  return program === undefined ? [SERVER, ...args] : [program, ...args.slice(1)];
}

/** Node 24 comes as a package; where there is none for this machine, a system Node that is new enough will do. */
function node24() {
  const packaged = join(ROOT, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  throw plainProblem(
    `There is no Node 24 package for ${process.platform}-${process.arch}: install Node 24.7 or newer and start again.`,
  );
}

/** Takes the arguments after `start.mjs`; ends this process with the exit code of the program it ran. */
export async function launch(args) {
  // in production the database is elsewhere and this copy may be closed to writing
  if (!args.includes("--production")) demandWritable(resolve(ROOT, process.env.MARQUE_FOLDER || ".marque"));
  await bringPackages(ROOT);
  linkPostgres(ROOT);
  const node = node24();
  const [program, ...rest] = programFor(args);
  if (!existsSync(join(ROOT, program))) throw plainProblem(`There is no ${program} in this copy of Marque.`);
  const follow = new URL("./follow-launcher.mjs", import.meta.url).href;
  process.exitCode = await runToTheEnd(node, ["--import", follow, program, ...rest], {
    cwd: ROOT,
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  });
}
