import type { Names } from "#platform/record/index.ts";

/** The languages that Marque speaks. */
export const languages = ["en", "ja", "zh", "ru"] as const satisfies readonly (keyof Names)[];
export type Language = (typeof languages)[number];
/** The label of a key in a language, or undefined where there is none; the app reads them from the rooms' label files. */
export type Labels = (language: Language, key: string) => string | undefined;

export const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);
const mainTag = (tag: string): string => tag.trim().slice(0, 2).toLowerCase();

/** The language of an answer: the first of ours that Accept-Language names, by its weights, else the person's own, else English. */
export function languageOf(accepted: string | undefined, own?: string): Language {
  const asked = (accepted ?? "").split(",").flatMap((part) => {
    const [tag = "", ...rest] = part.split(";");
    const weight = Number(/q=([\d.]+)/.exec(rest.join())?.[1] ?? 1);
    return weight > 0 && isLanguage(mainTag(tag)) ? [{ tag: mainTag(tag), weight }] : [];
  });
  const [best] = asked.sort((a, b) => b.weight - a.weight);
  const found = best?.tag ?? mainTag(own ?? "");
  return isLanguage(found) ? found : "en";
}
