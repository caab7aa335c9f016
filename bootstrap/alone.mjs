import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Does `work` while no other start does it: the file at `path` names the process that is at it. */
export async function alone(path, work) {
  let isTold = false;
  while (!take(path)) {
    if (!isTold) console.error("Another start is installing packages; waiting for it.");
    isTold = true;
    await wait(500);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    writeFileSync(path, nameOf(process.pid), { flag: "wx" });
    return true;
  } catch (problem) {
    if (problem.code !== "EEXIST") throw problem;
  }
  if (isLeft(path)) rmSync(path, { force: true });
  return false;
}

/** The file of a start that was killed names a process that is gone; its number may have gone to another one. Empty: just made. */
function isLeft(path) {
  try {
    const name = readFileSync(path, "utf8");
    return name !== "" && name !== nameOf(Number(name.split(" ")[0]));
  } catch {
    return false;
  }
}

/** A process by its number and the moment it began, in ticks since the machine started; a zombie counts as gone. */
function nameOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "gone" : `${pid} ${fields[19]}`;
  } catch {
    return "gone";
  }
}
