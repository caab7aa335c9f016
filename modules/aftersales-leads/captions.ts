import { readFileSync } from "node:fs";
import { join } from "node:path";

const languages = ["en", "ja", "zh", "ru"] as const;
const labels = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(join(import.meta.dirname, "labels", `${language}.json`), "utf8")) as Record<string, string>,
  ]),
);

/** The caption of a field in the reader's language, for the head of an export; English where the language is not ours. */
export const captions = (language: string | undefined) => {
  const asked = /^[a-z]{2}/i.exec(language ?? "")?.[0].toLowerCase() ?? "en";
  const words = labels[asked] ?? labels.en ?? {};
  return (field: string): string => words[`aftersales-lead.field.${field}`] ?? field;
};
