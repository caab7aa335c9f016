import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { OwnAddress } from "#apps/addresses.ts";
import { isRefusal } from "#ui/data/api.ts";
import { type Me, meQuery } from "#ui/data/me.ts";
import { Broken } from "#ui/shell/broken.tsx";
import { Lost } from "#ui/shell/lost.tsx";
import { home, pages } from "./places.tsx";
import { parseSearch, writeSearch } from "./search.ts";
import { SignedIn } from "./signed-in.tsx";

type Pages = Record<string, ComponentType>;

/** Who is signed in; without a session the way leads to sign-in and back, without a profile to choosing one (AL-08). */
async function whoOrSignIn(client: QueryClient, to: string): Promise<Me> {
  const me = await client.ensureQueryData(meQuery).catch((error: unknown) => {
    if (isRefusal(error) && error.status === 401) throw redirect({ to: "/sign-in", search: to === "/" ? {} : { to } });
    throw error;
  });
  if (!me.profile) throw redirect({ to: "/profile", search: to === "/" ? {} : { to } });
  return me;
}

function treeOf(client: QueryClient) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Broken });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: "/sign-in" satisfies OwnAddress,
    component: lazyRouteComponent(() => import("#ui/shell/sign-in.tsx"), "SignInPage"),
  });
  const profile = createRoute({
    getParentRoute: () => root,
    path: "/profile" satisfies OwnAddress,
    component: lazyRouteComponent(() => import("#ui/shell/choose-profile.tsx"), "ChooseProfilePage"),
  });
  const inside = createRoute({
    getParentRoute: () => root,
    id: "inside",
    component: SignedIn,
    beforeLoad: ({ location }) => whoOrSignIn(client, location.href),
  });
  const start = createRoute({
    getParentRoute: () => inside,
    path: "/" satisfies OwnAddress,
    beforeLoad: async () => {
      throw redirect(home(await whoOrSignIn(client, "/")));
    },
  });
  const doorways: readonly [OwnAddress, () => Promise<Pages>, string][] = [
    ["/forgotten-password", () => import("#ui/account/forgotten-password.tsx"), "ForgottenPasswordPage"],
    ["/reset-password", () => import("#ui/account/reset-password.tsx"), "ResetPasswordPage"],
  ];
  const forgotten = doorways.map(([path, load, name]) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) }),
  );
  const account = createRoute({
    getParentRoute: () => inside,
    path: "/account" satisfies OwnAddress,
    component: lazyRouteComponent(() => import("#ui/account/account.tsx"), "AccountPage"),
  });
  const inner = pages.map(({ path, load, name }) =>
    createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(load, name) }),
  );
  return root.addChildren([signIn, profile, ...forgotten, inside.addChildren([start, account, ...inner])]);
}

export const routerOf = (client: QueryClient) =>
  createRouter({
    routeTree: treeOf(client),
    parseSearch,
    stringifySearch: writeSearch,
    defaultNotFoundComponent: Lost,
    defaultErrorComponent: Broken,
    defaultPendingMs: 300,
  });
