/** Zones as Microsoft's calendars name them, by the IANA zone that keeps the same time. */
const microsoft: Readonly<Record<string, string>> = {
  "tokyo standard time": "Asia/Tokyo",
  "korea standard time": "Asia/Seoul",
  "china standard time": "Asia/Shanghai",
  "taipei standard time": "Asia/Taipei",
  "singapore standard time": "Asia/Singapore",
  "se asia standard time": "Asia/Bangkok",
  "india standard time": "Asia/Kolkata",
  "arabian standard time": "Asia/Dubai",
  "arab standard time": "Asia/Riyadh",
  "turkey standard time": "Europe/Istanbul",
  "russian standard time": "Europe/Moscow",
  "ekaterinburg standard time": "Asia/Yekaterinburg",
  "n. central asia standard time": "Asia/Novosibirsk",
  "north asia standard time": "Asia/Krasnoyarsk",
  "north asia east standard time": "Asia/Irkutsk",
  "vladivostok standard time": "Asia/Vladivostok",
  "yakutsk standard time": "Asia/Yakutsk",
  "kaliningrad standard time": "Europe/Kaliningrad",
  "fle standard time": "Europe/Kyiv",
  "gtb standard time": "Europe/Bucharest",
  "e. europe standard time": "Europe/Chisinau",
  "w. europe standard time": "Europe/Berlin",
  "central europe standard time": "Europe/Budapest",
  "central european standard time": "Europe/Warsaw",
  "romance standard time": "Europe/Paris",
  "gmt standard time": "Europe/London",
  "greenwich standard time": "Atlantic/Reykjavik",
  "south africa standard time": "Africa/Johannesburg",
  "egypt standard time": "Africa/Cairo",
  "eastern standard time": "America/New_York",
  "central standard time": "America/Chicago",
  "mountain standard time": "America/Denver",
  "us mountain standard time": "America/Phoenix",
  "pacific standard time": "America/Los_Angeles",
  "atlantic standard time": "America/Halifax",
  "e. south america standard time": "America/Sao_Paulo",
  "aus eastern standard time": "Australia/Sydney",
  "e. australia standard time": "Australia/Brisbane",
  "w. australia standard time": "Australia/Perth",
  "new zealand standard time": "Pacific/Auckland",
  utc: "UTC",
  gmt: "UTC",
};

/** The IANA zone behind a TZID, whichever program wrote it; undefined where it is not known. */
export function ianaZone(tzid: string): string | undefined {
  const name = tzid.replace(/^\/?(?:[\w.-]+\/\d{6,8}_\d+\/)?/, "").trim();
  const known = microsoft[name.toLowerCase()] ?? name;
  if (known === "" || known.length > 60) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: known }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
