import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock, IconHourglassLow, IconX } from "@tabler/icons-react";
import { useNow } from "#ui/data/now.ts";
import { useZonedWords } from "#ui/fields/record-zone.tsx";
import type { Words } from "#ui/words/words.tsx";
import styles from "./clock.module.css";
import { type ClockReading, type ClockState, clockState } from "./clock-state.ts";
import { durationIn } from "./duration.ts";

const signs = {
  met: IconCheck,
  missed: IconX,
  running: IconClock,
  soon: IconHourglassLow,
  late: IconAlertTriangle,
  idle: IconClock,
} as const;

type Shown = { record: string; name: string; clock: ClockReading; isFinal: boolean };

/** One clock, counting: text, sign and colour together; the rule shows on hover and on focus. A clock that never ran shows nothing. */
export function ClockChip({ record, name, clock, isFinal }: Shown) {
  const words = useZonedWords();
  const state = clockState(clock, useNow(1_000), isFinal);
  if (state.tone === "idle") return null;
  const Sign = signs[state.tone];
  return (
    <Tooltip label={ruleText(words, record, name, clock)} multiline w={280} position="bottom-start">
      <UnstyledButton component="button" type="button" className={styles.clock} data-tone={state.tone}>
        <Sign size={15} aria-hidden />
        <span>{words.t(`${record}.clock.${name}`)}</span>
        <span className={styles.clockTime}>{stateText(words, record, state)}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

function stateText({ t, language }: Words, record: string, { tone, ms }: ClockState): string {
  if (tone === "met" || tone === "missed" || ms === null) return t(`${record}.clock.${tone}`);
  if (tone === "late") return t("record.clock.late", { time: durationIn(ms, language, 1) });
  return t("record.clock.left", { time: durationIn(ms, language) });
}

function ruleText({ t, instant }: Words, record: string, name: string, { dueAt, stampedAt }: ClockReading): string {
  const rule = t(`${record}.clock.${name}.rule`);
  if (stampedAt !== null) return `${rule} ${t("record.clock.stopped", { at: instant(stampedAt) })}`;
  return dueAt === null ? rule : `${rule} ${t("record.clock.due", { at: instant(dueAt) })}`;
}
