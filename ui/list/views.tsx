import { NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "#ui/words/words.tsx";
import classes from "./list.module.css";
import type { Asked, ListState } from "./list-state.ts";
import type { ListLook } from "./look.ts";
import top from "./top.module.css";

type ViewsProps = { look: ListLook; state: ListState };

/** Another view keeps the filters, but not the order or the open record. */
const toView = (view: string) => (now: Asked) => ({
  ...now,
  view: view || undefined,
  sort: undefined,
  open: undefined,
  do: undefined,
});

/** The views in their order, before them "all" (an empty name) where the list opens without one. */
function useViews({ of, view: first }: ListLook): readonly { view: string; text: string; rule: string | undefined }[] {
  const { t, has } = useWords();
  const ruleOf = (view: string): string | undefined => {
    const key = `${of.name}.view.${view}.rule`;
    return has(key) ? t(key) : undefined;
  };
  const views = Object.keys(of.list.views).map((view) => ({
    view,
    text: t(`${of.name}.view.${view}`),
    rule: ruleOf(view),
  }));
  return first ? views : [{ view: "", text: t("list.all"), rule: undefined }, ...views];
}

/** The views of a record at the left of its list; each says its definition on hover. */
export function ViewRail({ look, state }: ViewsProps) {
  const { t } = useWords();
  return (
    <nav className={classes.views} aria-label={t("list.views")}>
      <p className={classes.viewsTitle}>{t(`${look.of.name}.plural`)}</p>
      <ul>
        {useViews(look).map(({ view, text, rule }) => (
          <li key={view}>
            <Link
              to="."
              search={toView(view) as never}
              className={classes.view}
              activeOptions={{ exact: true, includeSearch: true }}
              activeProps={{}}
              aria-current={view === (state.view ?? "") ? "true" : undefined}
              title={rule}
            >
              {text}
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
  return (
    <NativeSelect
      className={top.viewSelect}
      aria-label={t("list.views")}
      value={state.view ?? ""}
      onChange={(event) => onView(event.currentTarget.value)}
      data={useViews(look).map(({ view, text }) => ({ value: view, label: text }))}
    />
  );
}
