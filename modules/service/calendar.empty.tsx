import { Button } from "@mantine/core";
import { IconCalendarPlus, IconPlugConnectedX } from "@tabler/icons-react";
import { asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./calendar.module.css";
import { serviceBay } from "./service-bay.record.ts";

/** Nothing is set up yet: says what a bay is, who sets it up, and where. */
export function NoBays() {
  const { t } = useWords();
  const role = useMe()?.profile?.role;
  const maySetUp = serviceBay.create?.some((one) => one === role) ?? false;
  return (
    <div className={styles.message} role="status">
      <IconCalendarPlus size={32} stroke={1.4} aria-hidden />
      <h2>{t("calendar.empty.title")}</h2>
      <p>{t("calendar.empty.text")}</p>
      {maySetUp ? (
        <PageLink to="/calendar/set-up">{t("calendar.empty.set-up")}</PageLink>
      ) : (
        <p>{t("calendar.empty.ask")}</p>
      )}
    </div>
  );
}

/** The book could not be read. */
export function NotRead({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords();
  const problem = asProblem(error);
  return (
    <div className={styles.message} role="alert">
      <IconPlugConnectedX size={32} stroke={1.4} aria-hidden />
      <h2>{words.t("problem.broken")}</h2>
      <p>{reasonText(words, problem, "appointment")}</p>
      {problem.traceId ? <code>{words.t("problem.trace", { id: problem.traceId })}</code> : null}
      <Button onClick={onRetry}>{words.t("problem.again")}</Button>
    </div>
  );
}
