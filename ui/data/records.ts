import { type InfiniteData, type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, isRefusal } from "./api.ts";

/** A row as lists and pages hold it: what every record has, and the fields of its declaration by name. */
export type AnyRow = { id?: string; version?: number; status?: string; [field: string]: unknown };
export type Count = { value: number; isExact: boolean };
export type RowPage = { items: AnyRow[]; nextCursor: string | null; count: Count };
export type Rows = InfiniteData<RowPage, string | null>;

/** Cache keys: everything of a record starts with its plural ("aftersales-leads"). */
export const oneKey = (plural: string, id: string) => [plural, "one", id] as const;
export const listsKey = (plural: string) => [plural, "list"] as const;

/** Reads one whole record from the server. Throws `Problem`. */
export const fetchRow = async <T = AnyRow>(plural: string, id: string, signal?: AbortSignal): Promise<T> =>
  (await api<T>(`/${plural}/${encodeURIComponent(id)}`, signal ? { signal } : {})).value;

export const oneQuery = <T>(plural: string, id: string) =>
  queryOptions({
    queryKey: oneKey(plural, id),
    queryFn: ({ signal }) => fetchRow<T>(plural, id, signal),
    retry: (failures, error) => !isRefusal(error) && failures < 2,
  });

/** One whole record by its id or code; while that is empty, nothing is asked. */
export const useOne = <T = AnyRow>(plural: string, id: string) =>
  useQuery({ ...oneQuery<T>(plural, id), enabled: id !== "" });

const isOf = (row: AnyRow, id: string): boolean => row.id === id || (row.id === undefined && row.code === id);

/** Only what the list shows is taken over, so that a row stays as small as it came. */
const narrowed = (shown: AnyRow, next: AnyRow): AnyRow =>
  Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, name in next ? next[name] : value]));

function mapRows(client: QueryClient, plural: string, change: (items: AnyRow[]) => AnyRow[]): void {
  client.setQueriesData<Rows>({ queryKey: listsKey(plural) }, (rows) => {
    if (!rows?.pages) return rows;
    const pages = rows.pages.map((page) => {
      const items = change(page.items);
      return items === page.items ? page : { ...page, items };
    });
    return pages.every((page, n) => page === rows.pages[n]) ? rows : { ...rows, pages };
  });
}

/** Puts the newest state of one record into its page and every list that shows it; the order of lists stays as it is. */
export function putRow(client: QueryClient, plural: string, id: string, next: AnyRow): void {
  client.setQueryData<AnyRow>(oneKey(plural, id), (now) => (now ? { ...now, ...next } : now));
  mapRows(client, plural, (items) =>
    items.some((row) => isOf(row, id)) ? items.map((row) => (isOf(row, id) ? narrowed(row, next) : row)) : items,
  );
}

/** Takes a record out of every list: it is not this person's to see any more. */
export function dropRow(client: QueryClient, plural: string, id: string): void {
  client.removeQueries({ queryKey: oneKey(plural, id) });
  mapRows(client, plural, (items) =>
    items.some((row) => isOf(row, id)) ? items.filter((row) => !isOf(row, id)) : items,
  );
}

/** The record as any cache of this page knows it: its page first, else a row of a list. */
export function knownRow(client: QueryClient, plural: string, id: string): AnyRow | undefined {
  const whole = client.getQueryData<AnyRow>(oneKey(plural, id));
  if (whole) return whole;
  for (const [, rows] of client.getQueriesData<Rows>({ queryKey: listsKey(plural) }))
    for (const page of rows?.pages ?? []) for (const row of page.items) if (isOf(row, id)) return row;
  return undefined;
}

export const isListed = (client: QueryClient, plural: string, id: string): boolean =>
  client
    .getQueriesData<Rows>({ queryKey: listsKey(plural) })
    .some(([, rows]) => rows?.pages?.some((page) => page.items.some((row) => isOf(row, id))));

export { useQueryClient };
