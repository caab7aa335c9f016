import type { Language } from "#ui/words/languages.ts";
import type { Labels } from "#ui/words/words.tsx";

const loaders: Record<Language, () => Promise<{ labels: Labels }>> = {
  en: () => import("./en.ts"),
  ja: () => import("./ja.ts"),
  zh: () => import("./zh.ts"),
  ru: () => import("./ru.ts"),
};

/** All words of one language, from the shell and every module, in one file of their own. */
export const loadLabels = async (language: Language): Promise<Labels> => (await loaders[language]()).labels;
