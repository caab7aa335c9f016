import { ActionIcon, TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { lazy, type Ref, Suspense, useEffect, useState } from "react";
import type { Day } from "#platform/record/index.ts";
import { serverNow } from "#ui/data/now.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./fields.module.css";
import { dayAsTyped, dayFromTyped, dayPattern } from "./typed-time.ts";
import { wallTimeAt } from "./wall-time.ts";

const MonthCalendar = lazy(async () => ({ default: (await import("./month-calendar.tsx")).MonthCalendar }));

/** Under a finger the device's own pickers are the best ones; elsewhere they would speak the machine's language, not the page's. */
export const hasOwnPickers = (): boolean => matchMedia("(pointer: coarse)").matches;

type Shown = {
  value: Day | null;
  /** What was said instead of a day, so that it can be mended. */
  unread?: string;
  onChange: (on: Day | null, typed?: string) => void;
  onLeave?: () => void;
  zone: string;
  label: string;
  id?: string;
  isWrong: boolean;
  isFirst: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onCalendar: () => void;
  isOpen: boolean;
};

/** A day to type in the reader's own way, with a month to tap below. */
export function DayField(props: Shown) {
  const {
    value,
    unread = "",
    onChange,
    onLeave,
    zone,
    label,
    id,
    isWrong,
    isFirst,
    inputRef,
    onCalendar,
    isOpen,
  } = props;
  const { language, t } = useWords();
  const [text, setText] = useState(() => (value ? dayAsTyped(value, language) : unread));
  const today = todayIn(zone);
  useEffect(() => {
    setText((now) =>
      value === null || dayFromTyped(now, language, today) === value ? now : dayAsTyped(value, language),
    );
  }, [value, language, today]);
  const shared = {
    id,
    ref: inputRef,
    "aria-label": label,
    error: isWrong,
    ...(isFirst ? { "data-autofocus": true } : {}),
  };
  if (hasOwnPickers())
    return (
      <TextInput
        {...shared}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  return (
    <TextInput
      {...shared}
      autoComplete="off"
      placeholder={dayPattern(language)}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(dayFromTyped(event.currentTarget.value, language, today), event.currentTarget.value);
      }}
      onBlur={() => {
        if (value && dayFromTyped(text, language, today)) setText(dayAsTyped(value, language));
        onLeave?.();
      }}
      rightSection={
        <ActionIcon aria-label={t("record.calendar")} aria-expanded={isOpen} onClick={onCalendar}>
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      }
    />
  );
}

/** The month below the inputs. */
export function Calendar({ value, zone, onChange }: { value: Day | null; zone: string; onChange: (on: Day) => void }) {
  return (
    <div className={styles.calendar}>
      <Suspense fallback={null}>
        <MonthCalendar value={value} today={todayIn(zone)} onChange={onChange} />
      </Suspense>
    </div>
  );
}

/** The dealer's day (UX-58). */
export const todayIn = (zone: string): Day => wallTimeAt(new Date(serverNow()).toISOString(), zone).day;
