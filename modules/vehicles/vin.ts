/** What identifies a car: normalised where it is a VIN or a Japanese frame number, else as it was typed. */
export type Vin = { value: string; kind: "vin" | "frame" | "unknown"; isRecognised: boolean };

/** Letters that look alike: somebody typed a VIN on a Russian keyboard. */
const twins: Readonly<Record<string, string>> = {
  А: "A",
  В: "B",
  Е: "E",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  У: "Y",
  Х: "X",
};
const dashes = /[\p{Pd}−─ー]/gu;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** What people write before the number; behind a word in Latin letters something must part the two, unless a whole VIN follows. */
const latinLabels =
  "VIN|FIN|FGST|FAHRGESTELL(?:NUMMER)?|FAHRZEUG-?IDENT(?:IFIZIERUNGS)?-?NUMMER|CHASSIS|CHÂSSIS|FRAME|BODY|TELAIO|BASTIDOR|CODE|NUMMER|NUMBER|NUM|NO|NR";
const otherLabels = [
  "ВИН|НОМЕР|ШАССИ|КУЗОВА?|РАМЫ?|КОД|№",
  "車台番号|車台|車体番号|フレーム|シャーシ|車両識別番号|コード|番号|车架号码?|车辆识别(?:代号|代码|号)|大架号|底盘号|码",
].join("|");
const label = new RegExp(
  `^(?:(?:${otherLabels}|(?:${latinLabels})(?=[^A-Z0-9]|$|[A-Z0-9]{17}$))[\\s.:;,#=()/_-]*)+`,
  "u",
);

/** Seventeen letters and digits, never I, O or Q (ISO 3779). */
const vinShape = /^[A-HJ-NPR-Z0-9]{17}$/;
/** Model code and serial number (車台番号): `ZVW30-1849201`. */
const frameShape = /^(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,8}-\d{5,7}$/;
/** The same without its hyphen: `SCP110067053`; where the model code ends cannot be told from it. */
const joinedFrameShape = /^(?=\d?[A-Z])[A-Z0-9]{2,8}\d{6}$/;

/**
 * Reads a VIN or frame number as people type it: in any width and case, with a label, spaces, hyphens and dots. The check digit
 * decides nothing: outside North America and China many right VINs fail it.
 */
export function normaliseVin(text: string): Vin {
  const typed = text.trim();
  const plain = typed
    .normalize("NFKC")
    .replace(unseen, "")
    .toUpperCase()
    .trim()
    .replace(label, "")
    .replace(/[А-Я]/g, (letter) => twins[letter] ?? letter);
  const hyphened = plain
    .replace(dashes, "-")
    .replace(/[\s.,*'"`_:;/()[\]<>]/g, "")
    .replace(/^-+|-+$/g, "");
  const joined = hyphened.replaceAll("-", "");
  if (vinShape.test(joined) && isVaried(joined)) return { value: joined, kind: "vin", isRecognised: true };
  if (frameShape.test(hyphened)) return { value: hyphened, kind: "frame", isRecognised: true };
  if (!hyphened.includes("-") && joinedFrameShape.test(joined))
    return { value: joined, kind: "frame", isRecognised: true };
  return { value: typed, kind: "unknown", isRecognised: false };
}

/** A VIN has letters, digits and more than two of both: seventeen times one digit is what somebody types who must type something. */
const isVaried = (vin: string): boolean => /\d/.test(vin) && /[A-Z]/.test(vin) && new Set(vin).size > 2;

/** Every spelling under which the same car may be kept: a frame number with its hyphen at each possible place, and without. */
export function vinSpellings({ value, kind }: Vin): string[] {
  if (kind !== "frame") return [value];
  const joined = value.replace("-", "");
  const places = [5, 6, 7].map((serial) => joined.length - serial).filter((place) => /^\d+$/.test(joined.slice(place)));
  return [...new Set([value, joined, ...places.map((place) => `${joined.slice(0, place)}-${joined.slice(place)}`)])];
}

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** The letters worth 1, 2, 3 … 9. */
const groups = ["AJ", "BKS", "CLT", "DMU", "ENV", "FW", "GPX", "HY", "RZ"];
const worth = (letter: string): number =>
  /\d/.test(letter) ? Number(letter) : groups.findIndex((group) => group.includes(letter)) + 1;

/** Whether the ninth place of a VIN is its check digit: a hint for people, never a reason to refuse. */
export function hasRightCheckDigit(vin: string): boolean {
  const sum = [...vin].reduce((total, letter, place) => total + worth(letter) * (weights[place] ?? 0), 0);
  const rest = sum % 11;
  return vin[8] === (rest === 10 ? "X" : String(rest));
}
