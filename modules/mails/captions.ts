import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mailLanguage, mailLanguages } from "./first-templates.ts";

const labels = Object.fromEntries(
  mailLanguages.map((language) => {
    const text = readFileSync(join(import.meta.dirname, "labels", `${language}.json`), "utf8");
    return [language, JSON.parse(text) as Record<string, string>];
  }),
);

/** The caption of a mail's field in the reader's language, for the head of an export. */
export const captions = (language: string | undefined) => {
  const words = labels[mailLanguage(language ?? "")] ?? {};
  return (field: string): string => words[`mail.field.${field}`] ?? field;
};
