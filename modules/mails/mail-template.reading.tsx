import { useQuery } from "@tanstack/react-query";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { api } from "#ui/data/api.ts";
import { mailTemplate } from "./mail-template.record.ts";
import { firstKinds } from "./words/mail-words.ts";

export const record = mailTemplate as unknown as AnyRecord;
/** Which template is meant. */
export type Which = { kind: string; audience: string; language: string };
/** How a mail reads. */
export type Source = { subject: string; body: string };
/** The version that holds; number 0 is the wording that Marque brings. */
export type Current = Which & Source & { number: number };
/** One version in a list, without its text. */
export type Version = Which & { id: string; number: number; subject: string; note: string | null; createdAt: Instant };

type Page = { items: Version[]; nextCursor: string | null };

const valuesOf = (name: "audience" | "language"): readonly string[] => {
  const field = mailTemplate.fields[name];
  return field.kind === "choice" ? field.values : [];
};
export const audiences = valuesOf("audience");
export const languages = valuesOf("language");
/** The kinds that Marque writes; headquarters changes their wording. */
export const kinds: readonly string[] = firstKinds;

/** Nothing but what names a template. */
export const whichOf = ({ kind, audience, language }: Which): Which => ({ kind, audience, language });
export const keyOf = ({ kind, audience, language }: Which): string => `${kind}/${audience}/${language}`;
export const addressOf = (which: Which): string => `/mail-templates/${keyOf(which)}`;

/** Reads every page of a list of versions. */
async function readAll(query: string, signal: AbortSignal): Promise<Version[]> {
  const all: Version[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { value }: { value: Page } = await api<Page>(`/${record.plural}?limit=200&sort=-number${query}${from}`, {
      signal,
    });
    all.push(...value.items);
    cursor = value.nextCursor;
  }
  return all;
}

/** The newest version that headquarters has written of each template, by `keyOf`. */
export function useNewest() {
  return useQuery({
    queryKey: [record.plural, "newest"],
    queryFn: async ({ signal }) => {
      const newest = new Map<string, Version>();
      for (const one of await readAll("", signal)) if (!newest.has(keyOf(one))) newest.set(keyOf(one), one);
      return newest;
    },
  });
}

const asked = (which: Which): string =>
  Object.entries(whichOf(which))
    .map(([name, value]) => `&filter[${name}][eq]=${encodeURIComponent(value)}`)
    .join("");

/** The versions of one template, the newest first. */
export function useVersions(which: Which) {
  return useQuery({
    queryKey: [record.plural, "versions", keyOf(which)],
    queryFn: ({ signal }) => readAll(asked(which), signal),
  });
}

/** The version that holds now. */
export function useCurrent(which: Which) {
  return useQuery({
    queryKey: [record.plural, "current", keyOf(which)],
    queryFn: async ({ signal }) =>
      (await api<Current>(`/${record.plural}/current?${new URLSearchParams(which)}`, { signal })).value,
    retry: false,
  });
}

/** Who wrote a version. */
export function useWriter(id: string) {
  return useQuery({
    queryKey: [record.plural, "history", id, "writer"],
    queryFn: async ({ signal }) =>
      (await api<{ items: { user: { name: string } | null }[] }>(`/${record.plural}/${id}/history?limit=1`, { signal }))
        .value.items[0]?.user?.name ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
