import type { LetterValues } from "./letter.ts";
import { whenInWords } from "./when.ts";

const names: Readonly<Record<string, string>> = {
  en: "Alex Morgan",
  ja: "佐藤 花子",
  zh: "王芳",
  ru: "Анна Ивановна Петрова",
};

/** Every value that a template may name, filled with an example; a template that names another is refused. */
export const sampleValues = (language: string): LetterValues => ({
  customer: { name: names[language] ?? names.en },
  dealer: { name: "Marque Sakura", phone: "+81 3-1234-5678", street: "1-2-3 Sakuragaoka", city: "Tokyo" },
  appointment: {
    ...whenInWords("2026-12-01T01:00:00.000Z", "Asia/Tokyo", language),
    work: "12-month service",
    notes: null,
    link: "https://marque.example/a/example",
    insisted: false,
  },
  car: { model: "Neo Arc", plate: "品川 300 あ 12-34" },
  lead: {
    name: names[language] ?? names.en,
    phone: "+81 90-1234-5678",
    email: "customer@example.org",
    request: null,
    notes: null,
  },
  unsubscribe: { url: "https://marque.example/mail/unsubscribe/example" },
});
