const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** A span in at most two neighbouring units, cut off and never rounded up: 11,520,000 ms in English is "3 hr 12 min". */
export function durationIn(ms: number, language: string, most: 1 | 2 = 2): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return part(0, "second", language);
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of UNITS.slice(first, first + most)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(part(count, unit, language));
  }
  return parts.join(" ");
}

const part = (count: number, unit: string, language: string): string =>
  new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: language === "en" ? "narrow" : "short" })
    .format(count)
    .replace(/(\d)([a-z])/, "$1 $2");
