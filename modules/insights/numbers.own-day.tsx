import { type ReactNode, useState } from "react";
import type { Day } from "#platform/record/index.ts";
import { DayInput } from "#ui/fields/day-input.tsx";
import { useWords } from "#ui/words/words.tsx";

type OwnDayProps = {
  end: "from" | "to";
  value: Day | null;
  error: ReactNode;
  onPick: (on: Day | null) => void;
};

/** The first or the last day; what is typed and is no day is said when the field is left, and the days stay as they were. */
export function OwnDay({ end, value, error, onPick }: OwnDayProps) {
  const { t } = useWords();
  const [isUnread, setUnread] = useState(false);
  const [isLeft, setLeft] = useState(false);
  const unread = isUnread && isLeft ? <span role="alert">{t("numbers.refusal.unreadable")}</span> : undefined;
  return (
    <DayInput
      place={{ record: "numbers", name: end }}
      field={{ kind: "day", isOptional: true }}
      label={t(`numbers.${end}`)}
      value={value}
      error={unread ?? error}
      onLeave={() => setLeft(true)}
      onChange={(on, typed = "") => {
        setLeft(false);
        setUnread(on === null && typed !== "");
        if (on !== null || typed === "") onPick(on as Day | null);
      }}
    />
  );
}
