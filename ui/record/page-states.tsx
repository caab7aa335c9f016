import { Button } from "@mantine/core";
import { IconLock, IconMoodEmpty, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./record.module.css";

/** The page while it loads: the same boxes in the same places, so that nothing jumps. */
export function RecordSkeleton() {
  const { t } = useWords();
  return (
    <div className={styles.page} aria-busy="true">
      <p className="mq-hidden" role="status">
        {t("record.loading")}
      </p>
      <div className={styles.layout}>
        <div className={styles.skeleton} data-part="head" />
        <div className={styles.main}>
          <div className={styles.skeleton} data-part="section" />
          <div className={styles.skeleton} data-part="section" />
        </div>
        <div className={styles.skeleton} data-part="history" />
      </div>
    </div>
  );
}

type Failed = { error: unknown; record: string; listTo: string; onRetry: () => void };

/** Why the page is not there and what to do now: not found, no permission, or a failure with its trace id. */
export function RecordFailed({ error, record, listTo, onRetry }: Failed) {
  const words = useWords();
  const { t } = words;
  const problem = asProblem(error);
  const back = <PageLink to={listTo}>{t("record.back-to-list", { plural: t(`${record}.plural`) })}</PageLink>;
  if (problem.status === 404)
    return (
      <Message
        sign={<IconMoodEmpty size={32} aria-hidden />}
        title={t("record.missing")}
        text={t(`${record}.refusal.not-found`)}
      >
        {back}
      </Message>
    );
  if (problem.status === 403)
    return (
      <Message sign={<IconLock size={32} aria-hidden />} title={t("record.forbidden")} text={t("problem.not-allowed")}>
        {back}
      </Message>
    );
  return (
    <Message
      sign={<IconPlugConnectedX size={32} aria-hidden />}
      title={t("problem.broken")}
      text={reasonText(words, problem, record)}
    >
      {problem.traceId ? <code>{t("problem.trace", { id: problem.traceId })}</code> : null}
      <Button onClick={onRetry}>{t("problem.again")}</Button>
      {back}
    </Message>
  );
}

function Message(props: { sign: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <div className={styles.message} role="alert">
      {props.sign}
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
