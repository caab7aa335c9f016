import "#ui/theme.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { theme } from "#ui/theme.ts";
import { WordsProvider } from "#ui/words/words.tsx";
import { loadLabels } from "./labels/load.ts";
import { routerOf } from "./routes.tsx";

const client = new QueryClient({
  defaultOptions: {
    queries: { refetchOnWindowFocus: false, staleTime: 15_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
const router = routerOf(client);
const root = document.getElementById("root");
if (!root) throw new Error("no root");

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
