import { Input } from "@mantine/core";
import { type Ref, useEffect, useId, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import { Calendar, DayField } from "./day-field.tsx";
import styles from "./fields.module.css";
import type { InputProps } from "./input-props.ts";
import { TimeField } from "./time-field.tsx";
import { instantOf, type WallTime, wallTimeAt } from "./wall-time.ts";

/**
 * A day and a time in the dealer's zone; below, what was chosen in the reader's words, naming the zone where it is not the
 * reader's (UX-58).
 */
export function InstantInput({
  value,
  onChange,
  label,
  description,
  error,
  isRequired,
  id,
  inputRef,
  zone: given,
  isFirst,
}: InputProps) {
  const words = useWords();
  const zone = given ?? words.zone;
  const own = useId();
  const at = typeof value === "string" && value !== "" ? value : null;
  const [typed, setTyped] = useState(() => partsOf(at, zone));
  const [isOpen, setOpen] = useState(false);
  const [isUnread, setUnread] = useState(false);
  useEffect(() => {
    // What the caller sets (a tapped wish) shows in both inputs; half a moment that is being typed stays.
    if (at !== null) setTyped(partsOf(at, zone));
  }, [at, zone]);
  const change = (part: Partial<WallTime>): void => {
    const next = { ...typed, ...part };
    setTyped(next);
    onChange(next.day && next.time ? instantOf(next, zone) : null);
  };
  const isWrong = error !== undefined && error !== null;
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      withAsterisk={isRequired ?? false}
      labelElement="div"
    >
      <fieldset className={styles.when} aria-label={typeof label === "string" ? label : undefined}>
        <div className={styles.whenInputs}>
          <DayField
            id={id ?? own}
            inputRef={inputRef as Ref<HTMLInputElement>}
            label={words.t("record.date")}
            value={typed.day || null}
            onChange={(on) => change({ day: on ?? "" })}
            zone={zone}
            isWrong={isWrong}
            isFirst={isFirst ?? false}
            isOpen={isOpen}
            onCalendar={() => setOpen(!isOpen)}
          />
          <TimeField
            label={words.t("record.time")}
            value={typed.time}
            onChange={(time) => change({ time })}
            onUnread={setUnread}
            isWrong={isWrong || isUnread}
          />
        </div>
        {isOpen ? <Calendar value={typed.day || null} zone={zone} onChange={(on) => change({ day: on })} /> : null}
        <p
          className={styles.whenText}
          data-set={at !== null || undefined}
          data-unread={isUnread || undefined}
          aria-live="polite"
        >
          {isUnread
            ? words.t("record.time.unread")
            : at === null
              ? unfinishedText(words, typed, zone)
              : words.instant(at, zone)}
        </p>
      </fieldset>
    </Input.Wrapper>
  );
}

const partsOf = (at: string | null, zone: string): WallTime =>
  at === null ? { day: "", time: "" } : wallTimeAt(at, zone);

/** The day as far as it is understood, else the zone that times are meant in. */
function unfinishedText(
  { t, day, language }: Pick<ReturnType<typeof useWords>, "t" | "day" | "language">,
  typed: WallTime,
  zone: string,
): string {
  return typed.day ? day(typed.day) : t("record.zone", { zone: zoneName(zone, language) });
}

/** "Japan Standard Time" in the reader's language. */
function zoneName(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}
