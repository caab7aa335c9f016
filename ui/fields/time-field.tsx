import { TextInput } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { hasOwnPickers } from "./day-field.tsx";
import { timeFromTyped } from "./typed-time.ts";

const halfHours = Array.from(
  { length: 21 },
  (_, i) => `${String(8 + Math.floor(i / 2)).padStart(2, "0")}:${i % 2 ? "30" : "00"}`,
);

type Shown = {
  value: string;
  onChange: (time: string) => void;
  /** Whether something stands here, with the person gone on, that is no time. */
  onUnread: (isUnread: boolean) => void;
  label: string;
  isWrong: boolean;
};

/** A time of 24 hours to type ("9", "930", "9:30") or to choose by the half hour. */
export function TimeField({ value, onChange, onUnread, label, isWrong }: Shown) {
  const list = useId();
  const [text, setText] = useState(value);
  useEffect(() => {
    setText((now) => (value === "" || timeFromTyped(now) === value ? now : value));
  }, [value]);
  const isUnread = text.trim() !== "" && timeFromTyped(text) === null;
  if (hasOwnPickers())
    return (
      <TextInput
        type="time"
        aria-label={label}
        error={isWrong}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <>
      <TextInput
        aria-label={label}
        error={isWrong}
        autoComplete="off"
        placeholder="10:00"
        list={list}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChange(timeFromTyped(event.currentTarget.value) ?? "");
          onUnread(false);
        }}
        onBlur={() => (value ? setText(value) : onUnread(isUnread))}
        onKeyDown={(event) => event.key === "Enter" && onUnread(isUnread)}
        data-unread={isUnread || undefined}
      />
      <datalist id={list}>
        {halfHours.map((time) => (
          <option key={time} value={time} />
        ))}
      </datalist>
    </>
  );
}
