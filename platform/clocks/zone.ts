import { Temporal } from "temporal-polyfill";
import type { Day, Instant } from "#platform/record/index.ts";

/**
 * A time zone by its IANA name ("Asia/Tokyo"), in the spelling of the list; undefined for what Temporal does not take: JST, BST
 * and CST mean several places, and other libraries guess one. An offset (+09:00) is no zone.
 */
export function zoneNamed(text: string): string | undefined {
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The zones of a country (ISO 3166), for whoever named none. */
export function zonesIn(country: string): readonly string[] {
  const place: Intl.Locale & { getTimeZones?(): string[] | undefined } = new Intl.Locale("und", { region: country });
  return place.getTimeZones?.() ?? [];
}

/** When a day begins in a zone (IANA), also where its first hour is left out. */
export const dayStart = (day: Day, zone: string): Instant =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds).toISOString();
