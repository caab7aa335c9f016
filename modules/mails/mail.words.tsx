import type { ReactNode } from "react";
import type { Language } from "#ui/words/languages.ts";
import { type Labels, MoreWords } from "#ui/words/words.tsx";

const files = import.meta.glob<Labels>("./labels/*.json", { import: "default" });
const load = async (language: Language): Promise<Labels> => (await files[`./labels/${language}.json`]?.()) ?? {};

/** The words of the pages of mails and their templates, which nobody else has to fetch. */
export function MailWords({ children }: { children: ReactNode }) {
  return <MoreWords load={load}>{children}</MoreWords>;
}
