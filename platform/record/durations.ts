/** Elapsed hours: 24 hours are 24 hours, also across a change of summer time. */
export type Hours = { readonly hours: number };
/** Calendar days at the same time of day in the zone of the record's dealer. */
export type CalendarDays = { readonly calendarDays: number };
export type Duration = Hours | CalendarDays;

export const hours = (n: number): Hours => ({ hours: n });
export const calendarDays = (n: number): CalendarDays => ({ calendarDays: n });

/**
 * What a market made of a record's clocks, by the clock's name: how long it runs instead of what is declared, and which
 * moves stop it beside those declared.
 */
export type Terms = Readonly<Record<string, { readonly after?: Duration; readonly alsoStops?: readonly string[] }>>;
