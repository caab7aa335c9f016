const dashes = /[\p{Pd}−─ー]/gu;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** Spaces, and every dot that stands on a plate or is typed for one. */
const gaps = /[\s・·•‧∙⋅●○◦.|]/g;

/** Office, class, kana and serial number of a Japanese plate; dots stand for places that are empty. */
const japanese =
  /^([\p{Script=Han}ヶケ]{1,4}|\p{Script=Hiragana}{2,4}|\p{Script=Katakana}{2,4})(\d[0-9A-Z]{0,2})([\p{Script=Hiragana}ァ-ヶA-Z])(\d{1,2}-?\d{1,2}|\d)$/u;
const hiragana = (kana: string): string =>
  kana.replace(/[ァ-ヶ]/, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));

/** Province, office and number; a trailer, a learner's car, the police and cars of Hong Kong and Macao say so at the end. */
const chinese = /^\p{Script=Han}[A-Z](?:[A-Z0-9]{4,6}|[A-Z0-9]{4,5}[挂学警港澳领试超使消])$/u;
/** Letters of provinces and of the last place, as they are written elsewhere. */
const simplified: Readonly<Record<string, string>> = {
  ...{ 粵: "粤", 滬: "沪", 蘇: "苏", 魯: "鲁", 遼: "辽", 贛: "赣", 瓊: "琼", 貴: "贵", 陝: "陕", 雲: "云", 寧: "宁" },
  ...{ 掛: "挂", 學: "学", 領: "领", 試: "试" },
};

/** Cyrillic letters that a Russian plate may have, and their Latin twins. */
const cyrillic = "АВЕКМНОРСТУХ";
const latin = "ABEKMHOPCTYX";
const toCyrillic = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => cyrillic[latin.indexOf(letter)] ?? letter);
const russianLetter = `[${cyrillic}]`;
/** Cars; taxis, buses and trailers; the army and motorcycles; transit; the police. The last two or three digits are the region. */
const russianCar = new RegExp(`^${russianLetter}\\d{3}${russianLetter}{2}\\d{2,3}$`);
const russian = new RegExp(
  `^(?:${russianLetter}\\d{3}${russianLetter}{2}|${russianLetter}{2}\\d{3,4}|\\d{4}${russianLetter}{2}|${russianLetter}{2}\\d{3}${russianLetter}|${russianLetter}\\d{4})\\d{2,3}$`,
);
/** A taxi's plate with its region apart is of no other country. */
const russianApart = /^[A-Z]{2} ?\d{3} \d{2,3}$/;

/**
 * A plate in the spelling of its country: `品川 300 あ 12-34`, `京A12345`, `А123ВС777` in Cyrillic; any other in one
 * width with capital letters and single spaces. `country` (ISO 3166) tells a Russian plate from another that looks alike.
 */
export function normalisePlate(text: string, country?: string | null): string {
  const plain = text.normalize("NFKC").replace(unseen, "").toUpperCase().replace(dashes, "-").trim();
  const tight = plain.replace(gaps, "");
  const [, office, kind, kana = "", serial = ""] = japanese.exec(tight) ?? [];
  if (office) return `${office.replace("ケ", "ヶ")} ${kind} ${hiragana(kana)} ${serialOf(serial)}`;
  const joined = tight.replaceAll("-", "");
  const local = joined.replace(/[粵滬蘇魯遼贛瓊貴陝雲寧掛學領試]/g, (sign) => simplified[sign] ?? sign);
  if (chinese.test(local)) return local;
  return russianPlate(plain, joined, country) ?? plain.replace(/\s+/g, " ");
}

/** A Russian plate in Cyrillic, without the name of the country beside it; undefined where it is none. */
function russianPlate(plain: string, joined: string, country: string | null | undefined): string | undefined {
  const bare = joined.replace(/(?<=\d)(?:RUS|РУС|RU)$/, "");
  const plate = toCyrillic(bare);
  const isSaid = country === "RU" || bare !== joined || /\p{Script=Cyrillic}/u.test(joined);
  if (isSaid) return russian.test(plate) ? plate : undefined;
  return russianCar.test(plate) || russianApart.test(plain) ? plate : undefined;
}

/** Four digits carry a hyphen in the middle; fewer carry none. */
const serialOf = (serial: string): string => {
  const digits = serial.replace("-", "");
  return digits.length === 4 ? `${digits.slice(0, 2)}-${digits.slice(2)}` : digits;
};
