import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { plainProblem } from "./plain-problem.mjs";

/** `fresh` follows the lock to the letter; `update` keeps what is right and copes with a lock npm finds incomplete. */
const WAYS = { fresh: ["ci"], update: ["install", "--no-save"] };

/** No install scripts; the packages for development too, whatever NODE_ENV says, because the pages are built here. */
const FLAGS = [
  "--ignore-scripts",
  "--include=dev",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

function npmCommand() {
  const path = process.env.npm_execpath ?? "";
  return basename(path) === "npm-cli.js" ? [process.execPath, path] : ["npm"];
}

/** Everything npm says goes to stderr, so that a program's own output stays clean. Gives npm's exit code and words. */
function runNpm(root, way) {
  const [command, ...first] = npmCommand();
  const child = spawn(command, [...first, ...WAYS[way], ...FLAGS], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const words = [];
  child.stdout.on("data", (chunk) => words.push(chunk));
  child.stderr.on("data", (chunk) => words.push(chunk));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopInstall(child));
  return new Promise((resolve, reject) => {
    child.on("error", () => reject(plainProblem("Marque needs npm to install its packages, and there is no npm.")));
    child.on("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
      resolve({ code, words: Buffer.concat(words).toString().trim() });
    });
  });
}

function stopInstall(child) {
  child.kill("SIGTERM");
  child.on("exit", () => process.exit(130));
}

/** Takes the ways in the order to try them and the places of the packages to come; throws when no way works. */
export async function npmInstall(root, ways, places) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  console.error(`Installing ${places.length} packages: about a minute the first time.`);
  const progress = setInterval(() => {
    const arrived = places.filter((place) => existsSync(join(root, place, "package.json"))).length;
    console.error(`  ${seconds()} s, ${arrived} of ${places.length}`);
  }, 5000);
  let refusal = ""; // told only when no way is left: a start that succeeds says nothing of failure
  try {
    for (const way of ways) {
      const { code, words } = await runNpm(root, way);
      if (code === 0) return console.error(`  packages are there after ${seconds()} s`);
      refusal = words.split("\n").slice(0, 20).join("\n");
    }
  } finally {
    clearInterval(progress);
  }
  throw plainProblem(
    `${refusal}\nThe packages could not be installed in ${join(root, "node_modules")}: npm says why above.`,
  );
}
