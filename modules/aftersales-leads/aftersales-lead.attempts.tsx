import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useZonedWords } from "#ui/fields/record-zone.tsx";
import styles from "#ui/record/section.module.css";
import { MOST_ATTEMPTS } from "./aftersales-lead.next.ts";
import type { Lead } from "./aftersales-lead.reading.ts";

const places = Array.from({ length: MOST_ATTEMPTS }, (_, i) => i + 1);

/** The five places for attempts: which are taken, when, by which channel, with what outcome, by whom. */
export function Attempts({ lead }: { lead: Lead }) {
  const { t, instant } = useZonedWords();
  return (
    <ol className={styles.attempts} aria-label={t("aftersales-lead.field.attempts")}>
      {places.map((n) => {
        const attempt = lead.attempts[n - 1];
        const Sign = attempt ? IconCheck : IconCircle;
        return (
          <li key={n} data-taken={attempt !== undefined || undefined}>
            <Sign size={15} aria-hidden />
            <span className={styles.attemptName}>{t("aftersales-lead.field.attempts.n", { n })}</span>
            {attempt ? (
              <span className={styles.attemptText}>
                <span>{instant(attempt.at)}</span>
                <span>
                  {t(`aftersales-lead.choice.channel.${attempt.channel}`)} ·{" "}
                  {t(`aftersales-lead.choice.outcome.${attempt.outcome}`)}
                </span>
                {attempt.user ? <span className={styles.quiet}>{attempt.user.name}</span> : null}
                {attempt.note ? <span className={styles.attemptNote}>{attempt.note}</span> : null}
              </span>
            ) : (
              <span className={styles.quiet}>—</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
