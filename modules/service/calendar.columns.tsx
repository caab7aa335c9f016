import { dayTitle } from "#ui/calendar/day-title.ts";
import type { GridColumn } from "#ui/calendar/grid-look.ts";
import { passingScale, rangeOf, wallScale } from "#ui/calendar/scale.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import type { Address } from "./calendar.address.tsx";
import { type Appointment, type Calendar, type CalendarDay, type Place, spansOf } from "./calendar.reading.ts";

/** Why nobody works on a day: the holiday by its name, or the weekly closing day; undefined where the dealer opens. */
export function closedText(t: Words["t"], { isHoliday, holidayName, windows }: CalendarDay): string | undefined {
  if (isHoliday) return holidayName ? t("calendar.holiday.named", { name: holidayName }) : t("calendar.holiday");
  return windows.length === 0 ? t("calendar.closed") : undefined;
}

/** The column of what has no bay or no advisor. */
export const nowhere = "none";

/** The columns of a page: the days of a week, or the bays or advisors of a day, and one for what has none. */
export function useColumns(
  { as, by, bay, on, zone, today }: Address,
  calendar: Calendar | undefined,
  appointments: readonly Appointment[],
): GridColumn[] {
  const { t, day, language } = useWords();
  if (!calendar) return [];
  const days = calendar.days.map((one) => one.on);
  const open = calendar.days.flatMap(({ windows }) => spansOf(windows));
  const taken = appointments.map((one) => ({ fromMs: Date.parse(one.startsAt), untilMs: Date.parse(one.endsAt) }));
  const range = rangeOf(days, open, taken, zone);
  if (as === "week")
    return calendar.days.map((one) => ({
      id: one.on,
      title: <span>{dayTitle(language, one.on)}</span>,
      spoken: day(one.on),
      note: closedText(t, one),
      scale: wallScale(one.on, range, zone),
      windows: spansOf(bay ? windowsOf(calendar.bays, bay, one.on) : one.windows),
      canTake: true,
      isToday: one.on === today,
    }));
  const scale = passingScale(on, range, zone);
  const shared = { scale, isToday: on === today, note: calendar.days[0] && closedText(t, calendar.days[0]) };
  const places = by === "bays" ? calendar.bays : calendar.advisors;
  const columns: GridColumn[] = places.map(({ id, name }) => ({
    ...shared,
    id,
    title: <span>{name}</span>,
    spoken: name,
    windows: spansOf(windowsOf(places, id, on)),
    canTake: true,
  }));
  if (!appointments.some((one) => columnOf(one, { as, by }, zone, () => on) === nowhere)) return columns;
  const name = t(by === "bays" ? "calendar.beside" : "calendar.without-advisor");
  const windows = spansOf(calendar.days[0]?.windows ?? []);
  return [...columns, { ...shared, id: nowhere, title: <span>{name}</span>, spoken: name, windows, canTake: false }];
}

const windowsOf = (places: readonly Place[], id: string, on: string) =>
  places.find((one) => one.id === id)?.days.find((one) => one.on === on)?.windows ?? [];

/** Which column an appointment stands in. */
export function columnOf(
  one: Appointment,
  { as, by }: Pick<Address, "as" | "by">,
  zone: string,
  dayOf: (atMs: number, zone: string) => string,
): string {
  if (as === "week") return dayOf(Date.parse(one.startsAt), zone);
  return (by === "bays" ? one.bay : one.advisor)?.id ?? nowhere;
}
