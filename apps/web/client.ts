import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "#ui/data/api.ts";
import { meQuery } from "#ui/data/me.ts";

/** What pages have read. `onSignedOut` runs when the server no longer knows somebody who was signed in. */
export function clientOf(onSignedOut: () => void): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const wasSignedIn = client.getQueryData(meQuery.queryKey) !== undefined;
        if (error instanceof Problem && error.status === 401 && wasSignedIn) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: { refetchOnWindowFocus: false, staleTime: 15_000, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
