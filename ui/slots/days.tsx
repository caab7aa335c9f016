import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { Day } from "#platform/record/index.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./slots.module.css";

type Props = {
  days: readonly Day[];
  shown: Day;
  /** Whether nothing lies before these days. */
  isFirst: boolean;
  /** How many times are free on a day; undefined while that is not known. */
  countOn: (on: Day) => number | undefined;
  turn: (byDays: number) => void;
  onShow: (on: Day) => void;
  tabIndexOf: (stop: string) => 0 | -1;
};

/** The days whose free times can be shown, and the way to those before and after them. */
export function Days({ days, shown, isFirst, countOn, turn, onShow, tabIndexOf }: Props) {
  const { t } = useWords();
  const turner = (stop: "earlier" | "later", by: number) => ({
    size: 26,
    "aria-label": t(`slots.${stop}`),
    "data-stop": stop,
    tabIndex: tabIndexOf(stop),
    onClick: () => turn(by),
  });
  return (
    <div className={styles.days}>
      <ActionIcon {...turner("earlier", -days.length)} disabled={isFirst}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      {days.map((on) => (
        <DayChip
          key={on}
          on={on}
          count={countOn(on)}
          isShown={on === shown}
          onShow={onShow}
          tabIndex={tabIndexOf(on)}
        />
      ))}
      <ActionIcon {...turner("later", days.length)}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

type ChipProps = Pick<Props, "onShow"> & { on: Day; count: number | undefined; isShown: boolean; tabIndex: 0 | -1 };

function DayChip({ on, count, isShown, onShow, tabIndex }: ChipProps) {
  const { language, t, day, number } = useWords();
  const at = Date.parse(on);
  const weekday = new Intl.DateTimeFormat(localeOf[language], { weekday: "short", timeZone: "UTC" }).format(at);
  return (
    <button
      type="button"
      className={styles.dayChip}
      aria-pressed={isShown}
      data-stop={on}
      data-none={count === 0 || undefined}
      tabIndex={tabIndex}
      onClick={() => onShow(on)}
    >
      <small>{weekday}</small> <span>{new Date(at).getUTCDate()}</span>
      <span className="mq-hidden">
        {" "}
        {day(on)}
        {count === undefined ? null : `, ${t("slots.count", { count, n: number(count) })}`}
      </span>
    </button>
  );
}
