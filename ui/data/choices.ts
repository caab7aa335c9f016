import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { type Language, languages } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { api } from "./api.ts";
import type { AnyRow, RowPage } from "./records.ts";

type Labels = Partial<Record<Language, string>>;
/** An entry of an open list, with its words in every language. */
export type Choice = { code: string; labels: Labels; category?: string };
export type Choices = Readonly<Record<string, readonly Choice[]>>;
export type Named = { code: string; name: string };
/** Field → code → name, in the list's own order. */
export type CodeNames = Readonly<Record<string, ReadonlyMap<string, string>>>;

const anHour = 3_600_000;

const choicesQuery = queryOptions({
  queryKey: ["choices"],
  queryFn: async () => (await api<Choices>("/choices")).value,
  staleTime: anHour,
});
const namedQuery = (plural: string) =>
  queryOptions({
    queryKey: [plural, "named"],
    queryFn: async () => (await api<RowPage>(`/${plural}?limit=200`)).value.items,
    staleTime: anHour,
  });

const textOf = (labels: Labels | undefined, language: Language): string | undefined =>
  labels?.[language] ?? labels?.en ?? Object.values(labels ?? {})[0];

const entriesOf = (choices: Choices | undefined, list: string, language: Language): (Named & { category?: string })[] =>
  (choices?.[list] ?? []).map((choice) => ({ ...choice, name: textOf(choice.labels, language) ?? choice.code }));

/** The entries of an open list ("lead-source") in the reader's language, in the list's order. */
export function useChoices(list: string): readonly (Named & { category?: string })[] {
  const { language } = useWords();
  const { data } = useQuery(choicesQuery);
  return useMemo(() => entriesOf(data, list, language), [data, list, language]);
}

/** The name of one entry of an open list; nothing while the names are on their way, so that no code is seen first. */
export function useListedName(list: string, code: string): string {
  const { isPending } = useQuery(choicesQuery);
  const found = useChoices(list).find((entry) => entry.code === code);
  return found?.name ?? (isPending ? "" : code);
}

/** The name behind one trade code, in the same way. */
export function useCodeName(plural: string, code: string): string {
  const { isPending } = useQuery(namedQuery(plural));
  const found = useNamed(plural).find((entry) => entry.code === code);
  return found?.name ?? (isPending ? "" : code);
}

/** What a record with a trade code is called: `names` in the reader's language, else `name`. */
export function namedOf(row: AnyRow, language: Language): Named {
  const names = row.names as Labels | undefined;
  const code = String(row.code ?? row.id ?? "");
  return { code, name: textOf(names, language) ?? (row.name as string | undefined) ?? code };
}

/** The rows of a small record with codes ("dealers", "aftersales-campaigns", "regions"), named in the reader's language. */
export function useNamed(plural: string, isWanted = true): readonly Named[] {
  const { language } = useWords();
  const { data } = useQuery({ ...namedQuery(plural), enabled: isWanted });
  return useMemo(() => (data ?? []).map((row) => namedOf(row, language)), [data, language]);
}

/** The name of the row that is taken where nobody chooses one. */
export function useDefaultName(plural: string): string | undefined {
  const { language } = useWords();
  const { data } = useQuery(namedQuery(plural));
  const row = data?.find(({ isDefault }) => isDefault === true);
  return row && namedOf(row, language).name;
}

const pluralOf = (record: string): string => `${record}s`;
const noRows: readonly AnyRow[] = [];

/** The names behind the codes of several fields of a record, looked up once for a whole list; a field is left out while its names are on their way. */
export function useCodeNames(record: AnyRecord, names: readonly string[]): CodeNames {
  const { language } = useWords();
  const { data: choices, isPending } = useQuery(choicesQuery);
  const coded = names.flatMap((name) => {
    const field = record.fields[name];
    return field?.kind === "code" ? [{ name, plural: pluralOf(field.of) }] : [];
  });
  const answers = useQueries({ queries: coded.map(({ plural }) => namedQuery(plural)) });
  const rows = answers.map((answer) => answer.data ?? (answer.isPending ? undefined : noRows));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer keeps its identity until it changes
  return useMemo(() => {
    const mapOf = (named: readonly Named[]): ReadonlyMap<string, string> =>
      new Map(named.map(({ code, name }) => [code, name]));
    const lists = names.flatMap((name) => {
      const field = record.fields[name];
      return field?.kind === "listed" && !isPending
        ? [[name, mapOf(entriesOf(choices, field.list, language))] as const]
        : [];
    });
    const codes = coded.flatMap(({ name }, n) => {
      const known = rows[n];
      return known ? [[name, mapOf(known.map((row) => namedOf(row, language)))] as const] : [];
    });
    return Object.fromEntries([...lists, ...codes]);
  }, [record, language, choices, isPending, names.join(), ...rows]);
}

export const allLanguages = Object.keys(languages) as Language[];
