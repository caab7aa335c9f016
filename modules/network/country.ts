const languages = ["en", "ja", "zh", "ru", "de", "it", "fr"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Names in use that the language data does not list. */
const alsoCalled = { UK: "GB", USA: "US", "U.S.A.": "US", 日本国: "JP", РФ: "RU", РОССИЯ: "RU" };

const folded = (text: string): string => text.normalize("NFKC").trim().toUpperCase();

/** Codes of unions, of nowhere, and for trials. */
const noCountries = ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"];
/** A code that was replaced (DD by DE) canonicalises to another. */
const isCountry = (code: string): boolean =>
  !noCountries.includes(code) && new Intl.Locale("und", { region: code }).region === code;

let byName: Map<string, string> | undefined;

/** Every country's code under its code and under its name in the languages of our markets. */
function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map(Object.entries(alsoCalled));
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  for (const language of languages) {
    const named = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = named.of(code);
      if (name !== undefined && !byName.has(folded(name))) byName.set(folded(name), code);
      if (name !== undefined) byName.set(code, code);
    }
  }
  return byName;
}

/** The ISO 3166 code of a country as people write it ("JP", "Japan", "日本", "Россия"), or null. */
export const countryCodeOf = (text: string | null | undefined): string | null =>
  names().get(folded(text ?? "")) ?? null;
