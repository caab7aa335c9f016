import { Button } from "@mantine/core";
import { IconInbox, IconLock, IconPlugConnectedX, IconSearchOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import { type Asked, isFiltered, type ListState, noFilters } from "./list-state.ts";
import type { ListLook } from "./look.ts";
import classes from "./states.module.css";

function Message({
  sign,
  title,
  text,
  children,
}: {
  sign: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.message} role="status">
      {sign}
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

const signOf = { size: 28, stroke: 1.4, "aria-hidden": true } as const;

/** Nothing fits the filters: says so and takes them away at a press. */
function NothingFound({ onClear }: { onClear: () => void }) {
  const { t } = useWords();
  return (
    <Message sign={<IconSearchOff {...signOf} />} title={t("list.none.title")} text={t("list.none.text")}>
      <Button variant="default" onClick={onClear}>
        {t("filter.clear")}
      </Button>
    </Message>
  );
}

/** The view has no rows at all: says what would stand here and how it comes. */
function NothingYet({ look, view }: { look: ListLook; view: string | undefined }) {
  const { t, has } = useWords();
  const name = look.of.name;
  const own = `list.empty.${name}.${view ?? "all"}`;
  const rule = `${name}.view.${view}.rule`;
  const text = look.within
    ? [t("list.empty.within")]
    : [
        has(rule) ? t(rule) : "",
        has(own) ? t(own) : t(has(`list.empty.${name}`) ? `list.empty.${name}` : "list.empty.text"),
      ];
  return (
    <Message sign={<IconInbox {...signOf} />} title={t("list.empty.title")} text={text.filter(Boolean).join(" ")} />
  );
}

/** No rows: because of the filters, or because there are none. */
export function ListEmpty({
  look,
  state,
  change,
}: {
  look: ListLook;
  state: ListState;
  change: (next: Asked) => void;
}) {
  if (isFiltered(state)) return <NothingFound onClear={() => change(noFilters(look))} />;
  return <NothingYet look={look} view={state.view} />;
}

/** The list could not be read: no permission, or a failure with its trace id and another try. */
export function ListFailed({ look, error, onRetry }: { look: ListLook; error: unknown; onRetry: () => void }) {
  const words = useWords();
  const problem = asProblem(error);
  if (problem.status === 403 || problem.status === 404)
    return (
      <Message
        sign={<IconLock {...signOf} />}
        title={words.t("list.forbidden.title")}
        text={words.t("list.forbidden.text")}
      />
    );
  return (
    <Message
      sign={<IconPlugConnectedX {...signOf} />}
      title={words.t("list.broken.title")}
      text={reasonText(words, problem, look.of.name)}
    >
      {problem.traceId && <code>{words.t("problem.trace", { id: problem.traceId })}</code>}
      <Button onClick={onRetry}>{words.t("problem.again")}</Button>
    </Message>
  );
}

/** Bars where the rows will stand, in the rows' own height. */
export function ListSkeleton({ isCompact }: { isCompact: boolean }) {
  const { t } = useWords();
  return (
    <div className={classes.skeleton} data-compact={isCompact || undefined} aria-busy="true">
      <p className="mq-hidden" role="status">
        {t("list.loading")}
      </p>
      {Array.from({ length: isCompact ? 10 : 18 }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place
        <div key={n} style={{ "--wide": `${88 - ((n * 37) % 40)}%` } as object} />
      ))}
    </div>
  );
}
