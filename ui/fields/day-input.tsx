import { Input } from "@mantine/core";
import { type Ref, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import { Calendar, DayField } from "./day-field.tsx";
import styles from "./fields.module.css";
import type { InputProps } from "./input-props.ts";
import { isDay } from "./typed-time.ts";

/** A calendar day, typed or tapped; below, the day in words. What is no day stands in the input as it was said. */
export function DayInput({
  value,
  onChange,
  onLeave,
  label,
  description,
  error,
  isRequired,
  id,
  inputRef,
  zone: given,
  isFirst,
}: InputProps) {
  const { day, zone, t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const said = typeof value === "string" ? value : "";
  const on = isDay(said) ? said : null;
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      withAsterisk={isRequired ?? false}
      labelElement="div"
    >
      <div className={styles.when}>
        <DayField
          {...(id ? { id } : {})}
          inputRef={inputRef as Ref<HTMLInputElement>}
          label={typeof label === "string" ? label : t("record.date")}
          value={on}
          unread={on ? "" : said}
          onChange={onChange}
          {...(onLeave ? { onLeave } : {})}
          zone={given ?? zone}
          isWrong={error !== undefined && error !== null}
          isFirst={isFirst ?? false}
          isOpen={isOpen}
          onCalendar={() => setOpen(!isOpen)}
        />
        {isOpen ? <Calendar value={on} zone={given ?? zone} onChange={onChange} /> : null}
        {on ? (
          <p className={styles.whenText} data-set>
            {day(on)}
          </p>
        ) : null}
      </div>
    </Input.Wrapper>
  );
}
