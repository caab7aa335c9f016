import "@mantine/dates/styles.layer.css";
import { DatePicker } from "@mantine/dates";
import "dayjs/locale/ja.js";
import "dayjs/locale/ru.js";
import "dayjs/locale/zh-cn.js";
import type { Day } from "#platform/record/index.ts";
import { type Language, weekStartOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";

const dayjsLocale: Record<Language, string> = { en: "en", ja: "ja", zh: "zh-cn", ru: "ru" };
const monthForm: Record<Language, string> = { en: "MMMM YYYY", ja: "YYYY年M月", zh: "YYYY年M月", ru: "MMMM YYYY" };

type Shown = { value: Day | null; today: Day; onChange: (on: Day) => void };

/** A month to tap a day in; a file of its own, fetched when somebody opens it. */
export function MonthCalendar({ value, today, onChange }: Shown) {
  const { language, t } = useWords();
  const spokenDay = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return (
    <DatePicker
      size="sm"
      locale={dayjsLocale[language]}
      firstDayOfWeek={weekStartOf[language]}
      monthLabelFormat={monthForm[language]}
      maxLevel="month"
      hideOutsideDates
      value={value}
      defaultDate={value ?? today}
      getDayProps={(on) => (on === today ? { "data-today": true, style: { fontWeight: 700 } } : {})}
      getDayAriaLabel={(on) => spokenDay.format(Date.parse(on))}
      ariaLabels={{ nextMonth: t("record.month.next"), previousMonth: t("record.month.previous") }}
      onChange={(on) => on && onChange(on)}
    />
  );
}
