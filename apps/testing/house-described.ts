import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Described, describedBy } from "#platform/testing/described.ts";

let known: Described | undefined;
/** The printed description of the house's API, read once a process. */
export const houseDescribed = (): Described => {
  known ??= describedBy(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../printed/openapi.json"), "utf8")) as object,
  );
  return known;
};
