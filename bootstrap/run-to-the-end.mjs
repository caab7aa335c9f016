import { spawn } from "node:child_process";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** A program that has not ended this long after it was asked to is killed. */
const PATIENCE_MS = 30_000;

/**
 * Runs a program and gives its exit code (128 + number after a signal). A signal is passed on exactly once: Ctrl-C
 * reaches a terminal's whole process group and npm sends it again, so the program stands in a group of its own.
 */
export function runToTheEnd(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ["inherit", "inherit", "inherit", "ipc"], detached: true });
  let isAsked = false;
  function ask(signal) {
    if (isAsked) return;
    isAsked = true;
    child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS).unref();
  }
  for (const signal of SIGNALS) process.on(signal, ask);
  const watch = stopWithNpm(() => ask("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** npm killed with -9 passes nothing on; then this process gets another parent, and that is how it is noticed. */
function stopWithNpm(stop) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  return setInterval(() => process.ppid !== parent && stop(), 1000).unref();
}
