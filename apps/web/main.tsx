import "#ui/theme.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { meQuery } from "#ui/data/me.ts";
import { theme } from "#ui/theme.ts";
import { WordsProvider } from "#ui/words/words.tsx";
import { clientOf } from "./client.ts";
import { loadLabels } from "./labels/load.ts";
import { pages } from "./places.tsx";
import { routerOf } from "./routes.tsx";

const client = clientOf(() => {
  const { href, pathname } = router.state.location;
  if (pathname === "/sign-in") return;
  client.removeQueries({ queryKey: meQuery.queryKey });
  void router.navigate({ to: "/sign-in", search: { to: href, ended: "1" } as never });
});
const router = routerOf(client);

// Who is signed in and the page's own file are fetched beside the words, not one after the other.
void client.prefetchQuery(meQuery);
void pages.find(({ path }) => path === location.pathname)?.load();

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <WordsProvider load={loadLabels}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
);
