import { Link, useRouterState } from "@tanstack/react-router";
import { useWords } from "#ui/words/words.tsx";
import type { Place } from "./place.ts";
import classes from "./shell.module.css";

/** Of two places on one page ("my work" and "leads") the one whose search fits is the current one. */
function currentOf(
  places: readonly Place[],
  path: string,
  search: Readonly<Record<string, unknown>>,
): Place | undefined {
  const here = places.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  return (
    here.find(
      (place) => place.search && Object.entries(place.search).every(([name, value]) => search[name] === value),
    ) ??
    here.find((place) => !place.search) ??
    here[0]
  );
}

/** The places of the house: at the left, on a phone at the bottom. */
export function Rail({ places }: { places: readonly Place[] }) {
  const { t } = useWords();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const current = currentOf(places, pathname, search);
  return (
    <nav className={classes.rail} aria-label={t("shell.places")}>
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.id}>
            <Link
              to={place.to}
              search={place.search ?? {}}
              className={classes.place}
              activeOptions={{ exact: true, includeSearch: true }}
              activeProps={{}}
              aria-current={place === current ? "page" : undefined}
            >
              <place.icon size={20} stroke={1.6} aria-hidden />
              <span>{t(place.label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
