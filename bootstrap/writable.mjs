import { accessSync, constants, mkdirSync } from "node:fs";
import { plainProblem } from "./plain-problem.mjs";

/** Makes the folder when it is missing; throws one line for people when this user cannot write in it. */
export function demandWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw plainProblem(`Marque cannot write in ${folder}: give this folder to the user who starts it.`);
  }
}
