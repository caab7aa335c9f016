import { IconAlertTriangle, IconClock, IconHourglassLow } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { serverNow } from "#ui/data/now.ts";
import { type ClockReading, clockState } from "#ui/record/clock-state.ts";
import { durationIn } from "#ui/record/duration.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./cells.module.css";

const signs = { running: IconClock, soon: IconHourglassLow, late: IconAlertTriangle } as const;
type Counting = keyof typeof signs;

/** From here on the second unit would be noise in a row. */
const tenHours = 36_000_000;

const everySecond = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, 1_000);
  return () => clearInterval(timer);
};

/** The clock of a row that counts down: text, sign and colour; draws again only when its text changes. */
export function RowClock({ record, name, clock }: { record: string; name: string; clock: ClockReading }) {
  const { t, language, instant } = useWords();
  const said = useSyncExternalStore(everySecond, () => {
    const { tone, ms } = clockState(clock, serverNow());
    return `${tone}|${ms === null ? "" : durationIn(ms, language, ms >= tenHours || tone === "late" ? 1 : 2)}`;
  });
  const [tone = "", time = ""] = said.split("|");
  if (!(tone in signs)) return null;
  const Sign = signs[tone as Counting];
  const rule = `${t(`${record}.clock.${name}`)}: ${t(`${record}.clock.${name}.rule`)} ${clock.dueAt ? instant(clock.dueAt) : ""}`;
  return (
    <span className={classes.clock} data-tone={tone} title={rule}>
      <Sign size={13} aria-hidden />
      <span className="mq-hidden">{t(`${record}.clock.${name}`)}</span>
      {t(tone === "late" ? "list.clock.late" : "list.clock.left", { time })}
    </span>
  );
}
