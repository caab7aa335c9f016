import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A phone in E.164, with `;ext=222` behind it where there is an extension (RFC 3966); else as it was typed. */
export type Phone = { value: string; isRecognised: boolean };

/** Words that people write beside a number and that say nothing of it, in the languages of our markets; the longest of a kind first. */
const labels = [
  "telephone|telefono|teléfono|téléphone|telefon|tel|tél|phone|ph|fon|mobile|mobil|móvil|movil|mob|cellulare|cell|cel|handy",
  "home|work|office|private|privat|geschäftlich|main|direct|fax|number|no|nr",
  "телефон|тел|т|мобильный|мобил|моб|сотовый|сот|домашний|дом|рабочий|раб|городской|гор|контактный|номер|факс",
  "電話番号|電話|携帯電話|携帯番号|携帯|けいたい|ケータイ|自宅|会社|勤務先|連絡先|代表|代|大代表|直通|番号|でんわ",
  "联系电话|移动电话|电话号码|电话|手机号码|手机号|手机|固定电话|固话|座机|总机|住宅|单位|公司|办公室|办公|家庭|家|手機|聯絡電話|電話",
].join("|");
const beside = String.raw`(?:${labels})(?![\p{L}])`;
/** A label in brackets stands anywhere: （代表）, (mobile), (моб.). */
const bracketed = new RegExp(String.raw`[(\[【]\s*${beside}[\s.:]*[)\]】]`, "giu");
/** Labels before the number, with what stands between them: "тел./факс:", "TEL：", "☎". */
const before = new RegExp(String.raw`^(?:[\s.:;,/|・☎☏✆📞📱-]|${beside})+`, "iu");
const behind = new RegExp(String.raw`(?:[\s.:;,/|・]|(?<=[\d)\s])${beside})+$`, "iu");

/** How extensions are named. */
const extensions = [
  ";\\s*ext|extension|extn|ext|durchwahl|dw|app|apparat|interno|int|poste|анекс|добавочный|добав|доб|внутренний|внутр|внут|вн",
  "内線番号|内線|内|分机号|分机|分機|转接|转|轉|転",
].join("|");
const extension = new RegExp(String.raw`[\s,;(\[-]*(?:${extensions}|x|#)[\s.:=№#-]*(\d{1,7})\s*[)\]]?\s*$`, "iu");
/** A range of lines: only its first number is one. */
const range = /[~〜∼∿][\d\s\p{Pd}−ー]*/gu;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const dashes = /[\p{Pd}−─ー]/gu;

/** The number as it was typed, in one width and without labels; and its extension. */
function parted(text: string): { number: string; inside: string | undefined } {
  const plain = text
    .normalize("NFKC")
    .replace(unseen, "")
    .replace(range, "")
    .replace(dashes, "-")
    .replace(/^\s*tel:(?=\+)/i, "")
    .replace(bracketed, " ")
    .trim();
  const [, inside] = extension.exec(plain) ?? [];
  const number = inside === undefined ? plain : plain.replace(extension, "");
  return { number: number.replace(before, "").replace(behind, "").trim(), inside };
}

/**
 * Reads a phone as people type it: in any width, with labels, spaces, brackets, any dash, a range of lines and an extension.
 * `country` (ISO 3166) is that of the person's address, else the dealer's; it decides how a number without a country code is
 * read. What this gives is read again as itself.
 */
export function normalisePhone(text: string, country?: string | null): Phone {
  const typed = text.trim();
  const { number, inside } = parted(typed);
  if (/\p{L}/u.test(number)) return { value: typed, isRecognised: false };
  const known = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const found = readings(number, known)
    .map((one) => parsePhoneNumberFromString(one, known ? { defaultCountry: known } : {}))
    .find((one) => one?.isValid());
  if (!found) return { value: typed, isRecognised: false };
  const ext = inside ?? found.ext;
  return { value: ext ? `${found.number};ext=${ext}` : found.number, isRecognised: true };
}

/** A number as it stands; one that begins with 00 is meant from abroad everywhere, and in China -123 behind it is its extension. */
function readings(number: string, country: CountryCode | undefined): string[] {
  const abroad = /^00[1-9]/.test(number) ? [`+${number.slice(2)}`] : [];
  const [, line, inside] = (country === "CN" && /^(.*\d{7,8})-(\d{1,6})$/.exec(number)) || [];
  return [number, ...abroad, ...(line ? [`${line};ext=${inside}`] : [])];
}

/** Digits that two ways to write one number share, in whatever country it is read; empty without any. */
export const phoneTail = (text: string): string => parted(text).number.replace(/\D/g, "").slice(-7);
