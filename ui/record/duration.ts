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
  return parts.join(hasBlanks(language) ? " " : "");
}

/** Japanese and Chinese write number and unit together. */
const hasBlanks = (language: string): boolean => !/^(ja|zh)/.test(language);

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(unit: string, language: string): Intl.NumberFormat {
  const key = `${unit} ${language}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" });
  formats.set(key, format);
  return format;
}

function part(count: number, unit: string, language: string): string {
  const said = formatOf(unit, language).format(count);
  return hasBlanks(language) ? said : said.replaceAll(/\s/g, "");
}
