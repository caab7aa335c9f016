import { ActionIcon, Button, NativeSelect, Tooltip, UnstyledButton } from "@mantine/core";
import { IconDownload, IconPlus, IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useNow } from "#ui/data/now.ts";
import type { Count } from "#ui/data/records.ts";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import type { ListProps } from "./list-part.tsx";
import { useExactCount, type useRows } from "./list-query.ts";
import { isFiltered, questionOf, titleText } from "./list-state.ts";
import { sortOf, useSortText } from "./sorting.ts";
import classes from "./top.module.css";
import { ViewSelect } from "./views.tsx";

type TopProps = ListProps & {
  answer: ReturnType<typeof useRows>;
  onRefresh: () => void;
  isCompact: boolean;
};

/** What the list is: its name, how many, in which order, filtered by what, how fresh; and what can be done with all of it. */
export function ListTop(props: TopProps) {
  const { look, state, isCompact, hasRail, change } = props;
  const { t } = useWords();
  const hasViews = Object.keys(look.of.list.views).length > 0;
  const title = titleText(t, props);
  const isChosen = !hasRail && hasViews;
  return (
    <header className={classes.top} data-compact={isCompact || undefined}>
      <h1 className={isChosen ? "mq-hidden" : classes.title}>{title}</h1>
      {isChosen && (
        <ViewSelect look={look} state={state} onView={(view) => change({ view: view || undefined, sort: undefined })} />
      )}
      {isCompact && <SortSelect {...props} />}
      <p className={classes.chrome}>
        <CountText look={look} state={state} count={props.answer.count} />
        {!isCompact && <SortText look={look} state={state} />}
        {!isCompact && isFiltered(state) && <FilterText look={look} state={state} />}
        <Freshness at={props.answer.dataUpdatedAt} hasFailed={props.answer.error !== null} />
      </p>
      <Acts {...props} />
    </header>
  );
}

function Acts({ look, state, onRefresh, isCompact }: TopProps) {
  const { t } = useWords();
  return (
    <div className={classes.topActs}>
      <Tooltip label={t("list.refresh")}>
        <ActionIcon size={28} aria-label={t("list.refresh")} onClick={onRefresh}>
          <IconRefresh size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {look.create && (
        <Button
          renderRoot={(props) => <Link {...props} to={look.create?.to} />}
          variant="light"
          size="compact-sm"
          className={classes.act}
          aria-label={t(look.create.label)}
          title={isCompact ? t(look.create.label) : undefined}
        >
          <IconPlus size={16} stroke={1.6} aria-hidden />
          {!isCompact && <span className={classes.actText}>{t(look.create.label)}</span>}
        </Button>
      )}
      {look.mayExport && (
        <Tooltip label={t("list.export.title")}>
          <Button
            component="a"
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.act}
            href={`/api/v1/${look.of.plural}.csv?${questionOf(state)}`}
            download
            aria-label={t("list.export.title")}
          >
            <IconDownload size={16} stroke={1.6} aria-hidden />
            {!isCompact && <span className={classes.actText}>{t("list.export")}</span>}
          </Button>
        </Tooltip>
      )}
    </div>
  );
}

function CountText({ look, state, count }: Pick<TopProps, "look" | "state"> & { count: Count | undefined }) {
  const { t, has, number } = useWords();
  const question = questionOf(state).toString();
  const [askedFor, setAskedFor] = useState<string>();
  const exact = useExactCount(look.of.plural, question, askedFor === question);
  const shown = askedFor === question && exact ? exact : count;
  if (!shown) return <span>{t("list.counting")}</span>;
  const own = `${look.of.name}.count`;
  if (shown.isExact) return <span>{t(has(own) ? own : "list.count", { count: shown.value })}</span>;
  return (
    <UnstyledButton className={classes.more} onClick={() => setAskedFor(question)} title={t("list.count.exact")}>
      {t("list.count.more", { count: number(shown.value) })}
    </UnstyledButton>
  );
}

function SortText({ look, state }: Pick<TopProps, "look" | "state">) {
  const { t } = useWords();
  const textOf = useSortText(look);
  return <span>{t("list.sorted", { by: textOf(sortOf(look, state)) })}</span>;
}

function FilterText({ look, state }: Pick<TopProps, "look" | "state">) {
  const words = useWords();
  const fields = Object.keys(state.filters).map((name) => fieldLabel(words, { record: look.of.name, name }));
  const by = [...fields, ...(state.search ? [words.t("list.search.word")] : [])].join(", ");
  return <span>{words.t("list.filtered", { by })}</span>;
}

function SortSelect({ look, state, change }: TopProps) {
  const { t } = useWords();
  const textOf = useSortText(look);
  const current = sortOf(look, state);
  const fields = look.columns.flatMap(({ sortsBy }) => (sortsBy ? [sortsBy] : []));
  const offered = [...new Set([current, ...fields.flatMap((field) => [field, `-${field}`])])];
  return (
    <NativeSelect
      className={classes.sortSelect}
      size="xs"
      aria-label={t("list.sort")}
      value={current}
      onChange={(event) => change({ sort: event.currentTarget.value })}
      data={offered.map((sort) => ({ value: sort, label: textOf(sort) }))}
    />
  );
}

/** "Updated a few seconds ago", counted on from when the rows came by this machine's clock; a row that changes meanwhile is brought up to date by itself. */
function Freshness({ at, hasFailed }: { at: number; hasFailed: boolean }) {
  const { t, language } = useWords();
  useNow(10_000);
  const ageMs = performance.timeOrigin + performance.now() - at;
  const minutes = Math.floor(ageMs / 60_000);
  if (!at) return null;
  if (hasFailed) return <span className={classes.failed}>{t("list.fresh.failed")}</span>;
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-minutes, "minute");
  return <span>{minutes < 1 ? t("list.fresh.now") : t("list.fresh", { ago })}</span>;
}
