import { fold, tight } from "#platform/search/fold.ts";

const languages = ["en", "ja", "zh", "zh-Hant", "ru", "de", "it", "fr", "es"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Names in use that the language data does not list. */
const alsoCalled: Readonly<Record<string, string>> = {
  ...{ uk: "GB", "Great Britain": "GB", England: "GB", Англия: "GB", イギリス: "GB", 英国: "GB", GBR: "GB" },
  ...{ usa: "US", America: "US", アメリカ: "US", 米国: "US", США: "US", Америка: "US" },
  ...{ 日本国: "JP", Nippon: "JP", JPN: "JP", "Federal Republic of Germany": "DE", DEU: "DE", ФРГ: "DE" },
  ...{
    中华人民共和国: "CN",
    中華人民共和国: "CN",
    PRC: "CN",
    "P.R. China": "CN",
    "Mainland China": "CN",
    КНР: "CN",
    CHN: "CN",
  },
  ...{ РФ: "RU", "Российская Федерация": "RU", "Russian Federation": "RU", RUS: "RU" },
  ...{
    ESP: "ES",
    FRA: "FR",
    ITA: "IT",
    Holland: "NL",
    Голландия: "NL",
    Korea: "KR",
    韓国: "KR",
    Корея: "KR",
    Белоруссия: "BY",
  },
};

const folded = (text: string): string => tight(fold(text));

/** Codes of unions, of nowhere, and for trials. */
const noCountries = ["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"];
/** A code that was replaced (DD by DE) canonicalises to another. */
const isCountry = (code: string): boolean =>
  !noCountries.includes(code) && new Intl.Locale("und", { region: code }).region === code;

let byName: Map<string, string> | undefined;

/** Every country's code under its code and under its name in the languages of our markets. */
function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map(Object.entries(alsoCalled).map(([name, code]) => [folded(name), code]));
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  for (const language of languages) {
    const named = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = named.of(code);
      if (name !== undefined && !byName.has(folded(name))) byName.set(folded(name), code);
      if (name !== undefined) byName.set(folded(code), code);
    }
  }
  return byName;
}

/** The ISO 3166 code of a country as people write it ("JP", "Japan", "日本", "Россия"), or null. */
export const countryCodeOf = (text: string | null | undefined): string | null =>
  names().get(folded(text ?? "")) ?? null;
