import { Button, CloseButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { dismiss, type Notice, useNotices, useSpoken } from "#ui/data/notices.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./shell.module.css";

/** A notice with a time leaves by itself, but not under the pointer; one with an undo leaves when the undo is over. */
function useLeaving({ id, forMs, action }: Notice): { hold: () => void; release: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const canStay = forMs !== undefined && !action;
  const hold = (): void => {
    if (canStay) clearTimeout(timer.current);
  };
  const release = (): void => {
    if (!canStay) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => dismiss(id), forMs);
  };
  useEffect(() => {
    if (!forMs) return undefined;
    timer.current = setTimeout(() => dismiss(id), forMs);
    return () => clearTimeout(timer.current);
  }, [id, forMs]);
  return { hold, release };
}

function OneNotice({ notice }: { notice: Notice }) {
  const { t } = useWords();
  const isRefused = notice.tone === "refused";
  const { hold, release } = useLeaving(notice);
  const Icon = isRefused ? IconAlertTriangle : IconCheck;
  const act = (): void => {
    notice.action?.run();
    dismiss(notice.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only keeps it from leaving while it is read
    <div
      className={classes.notice}
      data-tone={notice.tone}
      role={isRefused ? "alert" : undefined}
      onMouseEnter={hold}
      onMouseLeave={release}
    >
      <Icon size={18} stroke={1.8} aria-hidden />
      <div className={classes.noticeText}>
        <strong>{notice.title}</strong>
        {notice.text && <span>{notice.text}</span>}
        {notice.traceId && <small>{t("problem.trace", { id: notice.traceId })}</small>}
      </div>
      {notice.action && (
        <Button variant="default" onClick={act}>
          {notice.action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t("shell.close")} onClick={() => dismiss(notice.id)} />
    </div>
  );
}

/** What was done (with its undo) and what was refused; and the sentence that only screen readers hear. */
export function Notices() {
  const { t } = useWords();
  const notices = useNotices();
  const spoken = useSpoken();
  return (
    <section className={classes.notices} aria-label={t("notice.region")}>
      <div className="mq-hidden" role="status" aria-live="polite">
        {spoken}
      </div>
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
