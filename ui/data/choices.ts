import { useQuery } from "@tanstack/react-query";
import { type Language, languages } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { api } from "./api.ts";
import type { AnyRow, RowPage } from "./records.ts";

/** An entry of an open list, with its words in every language. */
export type Choice = { code: string; labels: Partial<Record<Language, string>>; category?: string };
export type Choices = Readonly<Record<string, readonly Choice[]>>;
export type Named = { code: string; name: string };

const anHour = 3_600_000;

const textOf = (labels: Partial<Record<Language, string>> | undefined, language: Language): string | undefined =>
  labels?.[language] ?? labels?.en ?? Object.values(labels ?? {})[0];

/** The entries of an open list ("lead-source") in the reader's language, in the list's order. */
export function useChoices(list: string): readonly (Named & { category?: string })[] {
  const { language } = useWords();
  const { data } = useQuery({ queryKey: ["choices"], queryFn: async () => (await api<Choices>("/choices")).value, staleTime: anHour });
  return (data?.[list] ?? []).map((choice) => ({ ...choice, name: textOf(choice.labels, language) ?? choice.code }));
}

/** What a record with a trade code is called: `names` in the reader's language, else `name`. */
export function namedOf(row: AnyRow, language: Language): Named {
  const names = row["names"] as Partial<Record<Language, string>> | undefined;
  const code = String(row["code"] ?? row.id ?? "");
  return { code, name: textOf(names, language) ?? (row["name"] as string | undefined) ?? code };
}

/** The rows of a small record with codes ("dealers", "aftersales-campaigns", "regions"), named in the reader's language. */
export function useNamed(plural: string, isWanted = true): readonly Named[] {
  const { language } = useWords();
  const { data } = useQuery({
    queryKey: [plural, "named"],
    queryFn: async () => (await api<RowPage>(`/${plural}?limit=200`)).value.items,
    staleTime: anHour,
    enabled: isWanted,
  });
  return (data ?? []).map((row) => namedOf(row, language));
}

export const allLanguages = Object.keys(languages) as Language[];
