import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Labels, type Language, languages } from "#platform/http/languages.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(join(root, file), "utf8"));
const wordsOf = (language: Language): ReadonlyMap<string, string> => {
  const files = globSync([`modules/*/labels/${language}.json`, `ui/labels/${language}.json`], { cwd: root });
  return new Map(files.flatMap((file) => Object.entries(read(file))));
};
const words = new Map(languages.map((language) => [language, wordsOf(language)]));

/** The words of the pages, for what the server itself says to people: refusals and exports. Messages with parts to fill in are left out. */
export const labels: Labels = (language, key) => {
  const label = words.get(language)?.get(key);
  return label?.includes("{") ? undefined : label;
};
