/** The languages of the pages, each with its own name for itself. */
export const languages = { en: "English", ja: "日本語", zh: "简体中文", ru: "Русский" } as const;
export type Language = keyof typeof languages;

/** What BCP 47 calls them: dates are European in English, because a day before a month cannot be misread beside the others. */
export const localeOf: Record<Language, string> = { en: "en-GB", ja: "ja-JP", zh: "zh-CN", ru: "ru-RU" };
/** First day of the week: 0 Sunday, 1 Monday. */
export const weekStartOf: Record<Language, 0 | 1> = { en: 1, ja: 0, zh: 1, ru: 1 };

export const isLanguage = (code: string | null | undefined): code is Language => code != null && code in languages;

const storedAs = "marque.language";

/** What was chosen on this machine, else what the browser asks for, else English. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(storedAs);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}
export const hasChosenLanguage = (): boolean => isLanguage(localStorage.getItem(storedAs));
export const rememberLanguage = (language: Language): void => localStorage.setItem(storedAs, language);
