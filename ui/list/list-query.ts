import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, isRefusal } from "#ui/data/api.ts";
import { type Count, listsKey, type RowPage, type Rows } from "#ui/data/records.ts";

const pageSize = 50;

async function readPage(
  plural: string,
  question: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<RowPage> {
  const params = new URLSearchParams(question);
  params.set("limit", String(pageSize));
  if (cursor) params.set("cursor", cursor);
  return (await api<RowPage>(`/${plural}?${params}`, { signal })).value;
}

/** The rows of a list, page after page (keyset); while another question is answered the last rows stay in place. */
export function useRows(plural: string, question: string) {
  const client = useQueryClient();
  const answer = useInfiniteQuery({
    queryKey: rowsKey(plural, question),
    queryFn: ({ pageParam, signal }) => readPage(plural, question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: RowPage) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: (failures, error) => !isRefusal(error) && failures < 1,
  });
  const { data, refetch, fetchNextPage } = answer;
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page) => page.items), [data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  /** Only the first page is read again, however many were read before. */
  const readAnew = useCallback(() => {
    client.setQueryData<Rows>(rowsKey(plural, question), (now) => now && firstOf(now));
    void refetch();
  }, [client, plural, question, refetch]);
  return { ...answer, rows, count: data?.pages[0]?.count, more, readAnew };
}

const rowsKey = (plural: string, question: string) => [...listsKey(plural), question] as const;
const firstOf = (rows: Rows): Rows => ({ pages: rows.pages.slice(0, 1), pageParams: rows.pageParams.slice(0, 1) });

/** Puts a newer count over the rows that are shown. */
export const putCount = (client: QueryClient, plural: string, question: string, count: Count): void =>
  void client.setQueryData<Rows>(
    rowsKey(plural, question),
    (now) => now && { ...now, pages: now.pages.map((page) => ({ ...page, count })) },
  );

/** The exact number of rows, once somebody has asked for it. */
export function useExactCount(plural: string, question: string, isAsked: boolean): Count | undefined {
  const { data } = useQuery({
    queryKey: [plural, "count", question],
    queryFn: async ({ signal }) =>
      (await api<RowPage>(`/${plural}?${question}&limit=1&count=exact`, { signal })).value.count,
    enabled: isAsked,
    staleTime: 10_000,
  });
  return data;
}

/** The first page as it is now, beside the list that is shown: tells what is new without moving a row. */
export const probe = (client: QueryClient, plural: string, question: string): Promise<RowPage> =>
  client.fetchQuery({
    queryKey: [plural, "probe", question],
    queryFn: ({ signal }) => readPage(plural, question, null, signal),
    staleTime: 0,
  });
