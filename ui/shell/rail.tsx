import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useRouterState } from "@tanstack/react-router";
import { useWords } from "#ui/words/words.tsx";
import type { Place } from "./place.ts";
import classes from "./shell.module.css";

/** The place whose address goes furthest along the path. Of two places on one page ("my work" and "leads") the one whose search fits is the current one. */
function currentOf(
  places: readonly Place[],
  path: string,
  search: Readonly<Record<string, unknown>>,
): Place | undefined {
  const at = places.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  const nearest = Math.max(...at.map(({ to }) => to.length));
  const here = at.filter(({ to }) => to.length === nearest);
  return (
    here.find(
      (place) => place.search && Object.entries(place.search).every(([name, value]) => search[name] === value),
    ) ??
    here.find((place) => !place.search) ??
    here[0]
  );
}

/** A phone has room for so many places at the thumb. */
const mostAtThumb = 6;

/** On a phone: the places that stand at the thumb, and those behind "more"; the rail shows all. */
function atThumb(places: readonly Place[]): { main: readonly Place[]; more: readonly Place[] } {
  if (places.length <= mostAtThumb) return { main: places, more: [] };
  const main = places.filter(({ isAside }) => !isAside).slice(0, mostAtThumb - 1);
  return { main, more: places.filter((place) => !main.includes(place)) };
}

/** The places of the house: at the left, on a phone at the bottom. */
export function Rail({ places }: { places: readonly Place[] }) {
  const { t } = useWords();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const current = currentOf(places, pathname, search);
  const { more } = atThumb(places);
  return (
    <nav className={classes.rail} aria-label={t("shell.places")}>
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.id} data-more={more.includes(place) || undefined}>
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
        {more.length > 0 ? <More places={more} current={current} /> : null}
      </ul>
    </nav>
  );
}

/** The places that have no room at the thumb. */
function More({ places, current }: { places: readonly Place[]; current: Place | undefined }) {
  const { t } = useWords();
  return (
    <li className={classes.more}>
      <Menu position="top-end" returnFocus>
        <Menu.Target>
          <button
            type="button"
            className={classes.place}
            data-current={(current && places.includes(current)) || undefined}
          >
            <IconDots size={20} stroke={1.6} aria-hidden />
            <span>{t("place.more")}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {places.map((place) => (
            <Menu.Item
              key={place.id}
              leftSection={<place.icon size={18} stroke={1.6} aria-hidden />}
              renderRoot={(props) => <Link {...props} to={place.to} search={place.search ?? {}} activeProps={{}} />}
            >
              {t(place.label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
