import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type Day, daysLater, type Instant } from "#platform/record/index.ts";
import { todayIn } from "#ui/fields/day-field.tsx";
import { useWords } from "#ui/words/words.tsx";
import { Days } from "./days.tsx";
import { useOneStop } from "./one-stop.ts";
import styles from "./slots.module.css";
import { dayOfSlot, type Slot, type SlotQuery, useSlots } from "./slots.ts";
import { NoTimes, Times, Unread } from "./times.tsx";

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
 * Free times to press: a week of days with how much is free on each, and the times of one day, all of it one stop of the Tab key.
 * The dialog around them draws anew with every key and when it closes; they do only when what they show is another.
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
  const frame = useRef<HTMLDivElement>(null);
  const [on, setOn] = useState<Day>();
  const [from, setFrom] = useState<Day>(() => (chosen ? dayOfSlot({ startsAt: chosen }, zone) : todayIn(zone)));
  const { data, isPlaceholderData, isPending, isError, refetch } = useSlots(query, from, daysShown);
  // A week holds some hundred times, and the dialog draws anew with every key: their days are told once.
  const byDay = useMemo(() => {
    const free = (data?.items ?? []).filter(({ bays }) => !bay || bays.includes(bay));
    return Map.groupBy(free, (slot) => dayOfSlot(slot, zone));
  }, [data, bay, zone]);
  const days = Array.from({ length: daysShown }, (_, n) => daysLater(from, n));
  const wanted = on ?? (chosen ? dayOfSlot({ startsAt: chosen }, zone) : undefined);
  const shown = wanted && days.includes(wanted) ? wanted : (days.find((one) => byDay.has(one)) ?? days[0] ?? from);
  const slots = byDay.get(shown) ?? none;
  const times = slots.map(({ startsAt }) => startsAt);
  const isFirst = from <= todayIn(zone);
  const stop = useOneStop(
    frame,
    [chosen, times[0], shown],
    [...(isFirst ? [] : ["earlier"]), ...days, "later", ...times],
  );
  const turn = (by: number): void => {
    setFrom(daysLater(from, by));
    setOn(undefined);
    // What was pressed to turn may be gone on the days that come: the way on is there always.
    if (by > 0 || daysLater(from, by) <= todayIn(zone))
      frame.current?.querySelector<HTMLElement>("[data-stop=later]")?.focus();
  };
  const isNoneAtAll = data !== undefined && !isPlaceholderData && byDay.size === 0;
  const count = data === undefined ? undefined : slots.length;
  return (
    <fieldset className={styles.free} aria-busy={isPending} data-stale={isPlaceholderData || undefined}>
      <legend>{t("slots.free")}</legend>
      <div ref={frame} role="toolbar" aria-label={t("slots.free")} onKeyDown={stop.onKeyDown} onFocus={stop.onFocus}>
        <Days
          {...{ days, shown, isFirst, turn, tabIndexOf: stop.tabIndexOf }}
          countOn={(one) => (data === undefined ? undefined : (byDay.get(one)?.length ?? 0))}
          onShow={setOn}
        />
        <p className={styles.day} aria-live="polite">
          {day(shown)}
          {count === undefined ? null : ` · ${t("slots.count", { count, n: number(count) })}`}
        </p>
        <div className={styles.room}>
          {isError ? <Unread onRetry={() => void refetch()} /> : null}
          {isPending ? <p className={styles.say}>{t("slots.loading")}</p> : null}
          {isNoneAtAll ? <NoTimes onNext={() => turn(daysShown)} /> : null}
          <Times {...{ slots, zone, chosen, act, onPick, tabIndexOf: stop.tabIndexOf }} />
        </div>
      </div>
    </fieldset>
  );
}, isSame);
