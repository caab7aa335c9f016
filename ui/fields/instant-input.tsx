import { Input, TextInput } from "@mantine/core";
import { type Ref, useEffect, useId, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import type { InputProps } from "./field-input.tsx";
import styles from "./fields.module.css";
import { instantOf, wallTimeAt } from "./wall-time.ts";

/**
 * A day and a time in the dealer's zone, with the device's own pickers; below, what was chosen in the reader's words,
 * naming the zone where it is not the reader's (UX-58).
 */
export function InstantInput({ value, onChange, label, description, error, isRequired, id, inputRef, zone: given, isFirst }: InputProps) {
  const words = useWords();
  const zone = given ?? words.zone;
  const own = useId();
  const base = id ?? own;
  const at = typeof value === "string" && value !== "" ? value : null;
  const [typed, setTyped] = useState(() => partsOf(at, zone));
  useEffect(() => {
    // What the caller sets (a tapped wish) shows in both inputs; half a moment that is being typed stays.
    if (at !== null) setTyped(partsOf(at, zone));
  }, [at, zone]);
  const change = (next: { day: string; time: string }): void => {
    setTyped(next);
    onChange(next.day && next.time ? instantOf(next, zone) : null);
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={isRequired ?? false} id={base} labelElement="div">
      <div className={styles.when} role="group" aria-label={typeof label === "string" ? label : undefined}>
        <div className={styles.whenInputs}>
          <TextInput
            id={base}
            ref={inputRef as Ref<HTMLInputElement>}
            type="date"
            data-autofocus={isFirst || undefined}
            aria-label={words.t("record.date")}
            error={error !== undefined && error !== null}
            value={typed.day}
            onChange={(event) => change({ ...typed, day: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            aria-label={words.t("record.time")}
            error={error !== undefined && error !== null}
            value={typed.time}
            onChange={(event) => change({ ...typed, time: event.currentTarget.value })}
          />
        </div>
        <p className={styles.whenText} data-set={at !== null || undefined} aria-live="polite">
          {at === null ? words.t("record.zone", { zone: zoneName(zone, words.language) }) : words.instant(at, zone)}
        </p>
      </div>
    </Input.Wrapper>
  );
}

const partsOf = (at: string | null, zone: string): { day: string; time: string } =>
  at === null ? { day: "", time: "" } : wallTimeAt(at, zone);

/** "Japan Standard Time" in the reader's language. */
function zoneName(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}
