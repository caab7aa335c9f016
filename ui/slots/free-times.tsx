import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Day, Instant } from "#platform/record/index.ts";
import { dayLater } from "#ui/calendar/scale.ts";
import { todayIn } from "#ui/fields/day-field.tsx";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./slots.module.css";
import { dayOfSlot, type Slot, type SlotQuery, useSlots } from "./slots.ts";

type Props = {
  query: SlotQuery;
  zone: string;
  /** The moment that is chosen or typed; its day is shown first. */
  chosen?: Instant | null | undefined;
  /** Only what this bay can do. */
  bay?: string | null | undefined;
  /** What pressing a time does, in words ("Book"), for who does not see it. */
  act: string;
  onPick: (at: Instant) => void;
};

const daysShown = 7;
const none: readonly Slot[] = [];

/**
 * Free times to press: a week of days with how much is free on each, and the times of one day. The dialog around them draws anew
 * with every key and when it closes; they do only when what they show is another.
 */
export function FreeTimes(props: Props) {
  const pick = useRef(props.onPick);
  useLayoutEffect(() => {
    pick.current = props.onPick;
  });
  const onPick = useCallback((at: Instant) => pick.current(at), []);
  return <Shown {...props} onPick={onPick} />;
}

const isSame = (a: Props, b: Props): boolean =>
  JSON.stringify(a.query) === JSON.stringify(b.query) &&
  (["zone", "chosen", "bay", "act", "onPick"] as const).every((name) => a[name] === b[name]);

const Shown = memo(function Shown({ query, zone, chosen, bay, act, onPick }: Props) {
  const { t, day, number } = useWords();
  const [on, setOn] = useState<Day>();
  const [from, setFrom] = useState<Day>(() => (chosen ? dayOfSlot({ startsAt: chosen }, zone) : todayIn(zone)));
  const { data, isPlaceholderData, isPending, isError } = useSlots(query, from, daysShown);
  // A week holds some hundred times, and the dialog draws anew with every key: their days are told once.
  const byDay = useMemo(() => {
    const free = (data?.items ?? []).filter(({ bays }) => !bay || bays.includes(bay));
    return Map.groupBy(free, (slot) => dayOfSlot(slot, zone));
  }, [data, bay, zone]);
  const days = Array.from({ length: daysShown }, (_, n) => dayLater(from, n));
  const wanted = on ?? (chosen ? dayOfSlot({ startsAt: chosen }, zone) : undefined);
  const shown = wanted && days.includes(wanted) ? wanted : (days.find((one) => byDay.has(one)) ?? days[0] ?? from);
  const turn = (by: number): void => {
    setFrom(dayLater(from, by));
    setOn(undefined);
  };
  if (isError) return null;
  return (
    <fieldset className={styles.free} aria-busy={isPending} data-stale={isPlaceholderData || undefined}>
      <legend>{t("slots.free")}</legend>
      <div className={styles.days}>
        <ActionIcon
          size={26}
          aria-label={t("slots.earlier")}
          disabled={from <= todayIn(zone)}
          onClick={() => turn(-daysShown)}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        {days.map((one) => (
          <DayChip key={one} on={one} count={byDay.get(one)?.length ?? 0} isShown={one === shown} onShow={setOn} />
        ))}
        <ActionIcon size={26} aria-label={t("slots.later")} onClick={() => turn(daysShown)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </div>
      <p className={styles.day} aria-live="polite">
        {day(shown)} ·{" "}
        {t("slots.count", { count: byDay.get(shown)?.length ?? 0, n: number(byDay.get(shown)?.length ?? 0) })}
      </p>
      <Times slots={byDay.get(shown) ?? none} zone={zone} chosen={chosen} act={act} onPick={onPick} />
    </fieldset>
  );
}, isSame);

function DayChip({
  on,
  count,
  isShown,
  onShow,
}: {
  on: Day;
  count: number;
  isShown: boolean;
  onShow: (on: Day) => void;
}) {
  const { language, t, day, number } = useWords();
  const at = Date.parse(on);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(at);
  return (
    <button
      type="button"
      className={styles.dayChip}
      aria-pressed={isShown}
      data-none={count === 0 || undefined}
      onClick={() => onShow(on)}
    >
      <small>{part({ weekday: "short" })}</small> <span>{new Date(at).getUTCDate()}</span>
      <span className="mq-hidden">
        {" "}
        {day(on)}, {t("slots.count", { count, n: number(count) })}
      </span>
    </button>
  );
}

type TimesProps = Pick<Props, "zone" | "chosen" | "act" | "onPick"> & { slots: readonly Pick<Slot, "startsAt">[] };

function Times({ slots, zone, chosen, act, onPick }: TimesProps) {
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
