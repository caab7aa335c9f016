import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, isRefusal } from "#ui/data/api.ts";
import { type AnyRow, type Count, listsKey, type RowPage } from "#ui/data/records.ts";

const pageSize = 50;

async function readPage(plural: string, question: string, cursor: string | null, signal: AbortSignal): Promise<RowPage> {
  const params = new URLSearchParams(question);
  params.set("limit", String(pageSize));
  if (cursor) params.set("cursor", cursor);
  return (await api<RowPage>(`/${plural}?${params}`, { signal })).value;
}

/** The rows of a list, page after page (keyset); while another question is answered the last rows stay in place. */
export function useRows(plural: string, question: string) {
  return useInfiniteQuery({
    queryKey: [...listsKey(plural), question],
    queryFn: ({ pageParam, signal }) => readPage(plural, question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: RowPage) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: (failures, error) => !isRefusal(error) && failures < 1,
  });
}

/** The exact number of rows, once somebody has asked for it. */
export function useExactCount(plural: string, question: string, isAsked: boolean): Count | undefined {
  const { data } = useQuery({
    queryKey: [plural, "count", question],
    queryFn: async ({ signal }) => (await api<RowPage>(`/${plural}?${question}&limit=1&count=exact`, { signal })).value.count,
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

export const allRows = (pages: readonly RowPage[] | undefined): AnyRow[] => (pages ?? []).flatMap((page) => page.items);
