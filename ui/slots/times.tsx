import { Button } from "@mantine/core";
import { useMemo } from "react";
import type { Instant } from "#platform/record/index.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./slots.module.css";
import type { Slot } from "./slots.ts";

type TimesProps = {
  slots: readonly Pick<Slot, "startsAt">[];
  zone: string;
  chosen?: Instant | null | undefined;
  /** What pressing a time does, in words. */
  act: string;
  onPick: (at: Instant) => void;
  tabIndexOf: (stop: string) => 0 | -1;
};

/** The free times of one day. */
export function Times({ slots, zone, chosen, act, onPick, tabIndexOf }: TimesProps) {
  const { time, instant } = useWords();
  const told = useMemo(
    () => slots.map(({ startsAt }) => ({ startsAt, short: time(startsAt, zone), long: instant(startsAt, zone) })),
    [slots, zone, time, instant],
  );
  return (
    <div className={styles.times}>
      {told.map(({ startsAt, short, long }) => (
        <button
          key={startsAt}
          type="button"
          className={styles.time}
          data-slot={startsAt}
          data-stop={startsAt}
          tabIndex={tabIndexOf(startsAt)}
          aria-pressed={chosen === startsAt}
          aria-label={`${act}: ${long}`}
          onClick={() => onPick(startsAt)}
        >
          {short}
        </button>
      ))}
    </div>
  );
}

/** Not one time is free in the days shown; the next ones are a press away. */
export function NoTimes({ onNext }: { onNext: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.say} role="status">
      <p>{t("slots.none")}</p>
      <Button variant="default" size="compact-sm" onClick={onNext}>
        {t("slots.next-days")}
      </Button>
    </div>
  );
}

/** The free times could not be read; any time can still be typed. */
export function Unread({ onRetry }: { onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles.say} role="status">
      <p>{t("slots.unread")}</p>
      <Button variant="default" size="compact-sm" onClick={onRetry}>
        {t("problem.again")}
      </Button>
    </div>
  );
}
