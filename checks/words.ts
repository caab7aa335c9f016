import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyRecord } from "#platform/record/index.ts";
import { argumentsOf, pluralGaps } from "./words-of-messages.ts";
import { keysOf } from "./words-of-records.ts";

export const languages = ["en", "ja", "zh", "ru"] as const;
export type Language = (typeof languages)[number];
/** The words of one folder: every language's keys and messages. */
export type Words = {
  readonly folder: string;
  readonly of: Readonly<Record<Language, Readonly<Record<string, string>>>>;
};

/** Texts that read the same in English and another language: names and abbreviations of the trade, nothing else. */
const sameEverywhere = new Set(["VIN", "Marque", "Neo Motors", "CSV", "SLA"]);
/** Each language is offered under its own name, whichever language the page is in. */
const namesOfLanguages = /^(?:.+\.)?language\.own-name\.(?:en|ja|zh|ru)$/;

const hasLetters = (message: string): boolean => /\p{L}/u.test(message.replace(/\{[^{}]*\}/g, ""));
const isCopy = (key: string, text: string, english: string | undefined): boolean =>
  text === english && hasLetters(text) && !sameEverywhere.has(text) && !namesOfLanguages.test(key);

function breachesOfMessage(words: Words, key: string, language: Language): string[] {
  const at = `${words.folder}/${language}.json: ${key}`;
  const text = words.of[language][key];
  if (text === undefined) return [`${at} is missing`];
  if (text.trim() === "") return [`${at} is empty`];
  const said = argumentsOf(text, language);
  if (typeof said === "string") return [`${at} cannot be read: ${said}`];
  const breaches = pluralGaps(text, language).map((gap) => `${at} lacks the plural form "${gap}"`);
  const english = words.of.en[key];
  if (language === "en" || english === undefined) return breaches;
  const asked = argumentsOf(english, "en");
  if (typeof asked !== "string" && asked.join() !== said.join())
    breaches.push(`${at} takes {${said.join(", ")}} where English takes {${asked.join(", ")}}`);
  if (isCopy(key, text, english)) breaches.push(`${at} is the English text`);
  return breaches;
}

/** What is wrong inside one folder of labels: a language that lacks a key, an empty or unreadable message, other arguments, English left over. */
export function breachesOfFolder(words: Words): string[] {
  const keys = new Set(languages.flatMap((language) => Object.keys(words.of[language])));
  return [...keys].flatMap((key) => languages.flatMap((language) => breachesOfMessage(words, key, language)));
}

/** Keys that stand in two folders: one word has one home. */
export function keysToldTwice(all: readonly Words[]): string[] {
  const homes = new Map<string, string>();
  return all.flatMap((words) =>
    Object.keys(words.of.en).flatMap((key) => {
      const home = homes.get(key);
      homes.set(key, words.folder);
      return home === undefined ? [] : [`${words.folder}/en.json: ${key} stands in ${home} too`];
    }),
  );
}

/** Fields, states, moves, views, choices and clocks of a record that no folder has a word for. */
export function namelessParts(record: AnyRecord, all: readonly Words[]): string[] {
  const known = new Set(all.flatMap((words) => Object.keys(words.of.en)));
  return keysOf(record)
    .filter((key) => !known.has(key))
    .map((key) => `${record.name}: no label ${key}`);
}

/** Refusals of a module's rules that have no sentence saying what is wrong and how to mend it. */
export function wordlessRefusals(record: string, rules: string, all: readonly Words[]): string[] {
  const known = new Set(all.flatMap((words) => Object.keys(words.of.en)));
  const reasons = new Set([...rules.matchAll(/refused: "([a-z-]+)"/g)].map(([, reason = ""]) => reason));
  const keys = [...reasons].map((reason) => `${record}.refusal.${reason}`);
  return keys.filter((key) => !known.has(key)).map((key) => `${record}: no label ${key}`);
}

async function wordsIn(root: string, folder: string): Promise<Words> {
  const read = async (language: Language): Promise<Record<string, string>> => {
    const file = join(root, folder, `${language}.json`);
    return existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : {};
  };
  const [en, ja, zh, ru] = await Promise.all([read("en"), read("ja"), read("zh"), read("ru")]);
  return { folder, of: { en, ja, zh, ru } };
}

/** Every folder of labels below `root`: one per module, and the shell's. */
export function allWords(root: string): Promise<Words[]> {
  const folders = globSync(["modules/*/labels", "ui/labels"], { cwd: root });
  return Promise.all(folders.sort().map((folder) => wordsIn(root, folder)));
}

const isRecord = (it: unknown): it is AnyRecord =>
  typeof it === "object" && it !== null && "name" in it && "plural" in it && "fields" in it;

async function recordsOfModules(root: string): Promise<AnyRecord[]> {
  const files = globSync("modules/**/*.record.ts", { cwd: root });
  const loaded = await Promise.all(files.sort().map((file) => import(pathToFileURL(join(root, file)).href)));
  return loaded.flatMap((exported) => Object.values(exported).filter(isRecord));
}

async function refusalsOfModules(root: string, all: readonly Words[]): Promise<string[]> {
  const files = globSync("modules/**/*.rules.ts", { cwd: root }).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), "utf8")));
  return texts.flatMap((text, i) => wordlessRefusals(basename(files[i] ?? "", ".rules.ts"), text, all));
}

/** Every breach in the words of the repository, one line each; empty when all is said in all four languages. */
export async function wordBreaches(root: string = join(import.meta.dirname, "..")): Promise<string[]> {
  const [all, records] = await Promise.all([allWords(root), recordsOfModules(root)]);
  const unsaid = records.flatMap((record) => namelessParts(record, all));
  const wordless = await refusalsOfModules(root, all);
  return [...all.flatMap(breachesOfFolder), ...keysToldTwice(all), ...unsaid, ...wordless];
}

if (import.meta.main) {
  const breaches = await wordBreaches();
  for (const breach of breaches) console.error(breach);
  console.log(breaches.length === 0 ? "words: all said in four languages" : `words: ${breaches.length} breaches`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
