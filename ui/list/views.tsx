import { NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "#ui/words/words.tsx";
import classes from "./list.module.css";
import type { Asked, ListState } from "./list-state.ts";
import type { ListLook } from "./look.ts";

type ViewsProps = { look: ListLook; state: ListState };

/** Another view keeps the filters, but not the order or the open record. */
const toView = (view: string) => (now: Asked) => ({ ...now, view, sort: undefined, open: undefined, do: undefined });

/** The views of a record at the left of its list; each says its definition on hover. */
export function ViewRail({ look, state }: ViewsProps) {
  const { t, has } = useWords();
  const { name, list } = look.of;
  const rule = (view: string): string | undefined =>
    has(`${name}.view.${view}.rule`) ? t(`${name}.view.${view}.rule`) : undefined;
  return (
    <nav className={classes.views} aria-label={t("list.views")}>
      <p className={classes.viewsTitle}>{t(`${name}.plural`)}</p>
      <ul>
        {Object.keys(list.views).map((view) => (
          <li key={view}>
            <Link
              to="."
              search={toView(view) as never}
              className={classes.view}
              activeProps={{}}
              aria-current={view === state.view ? "true" : undefined}
              title={rule(view)}
            >
              {t(`${name}.view.${view}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same views where there is no room beside the list. */
export function ViewSelect({ look, state, onView }: ViewsProps & { onView: (view: string) => void }) {
  const { t } = useWords();
  const { name, list } = look.of;
  const views = Object.keys(list.views);
  if (views.length === 0) return null;
  return (
    <NativeSelect
      className={classes.viewSelect}
      aria-label={t("list.views")}
      value={state.view ?? ""}
      onChange={(event) => onView(event.currentTarget.value)}
      data={[
        ...(state.view ? [] : [{ value: "", label: t("list.all", { plural: t(`${name}.plural`) }) }]),
        ...views.map((view) => ({ value: view, label: t(`${name}.view.${view}`) })),
      ]}
    />
  );
}
