import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { create, type Font } from "fontkit";

/** Japanese with its rare kanji, Simplified Chinese, and Latin, Greek and Cyrillic with every mark. */
export type Face = "jp" | "sc" | "latin";
type Weight = "normal" | "bold";
const files: Readonly<Record<Face, Readonly<Record<Weight, string>>>> = {
  jp: {
    normal: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
  },
  sc: {
    normal: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  },
  latin: {
    normal: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
  },
};

const read = (face: Face, weight: Weight): Buffer =>
  readFileSync(fileURLToPath(import.meta.resolve(files[face][weight])));

/** The bytes of a face's two weights. */
export const readFace = (face: Face): Readonly<Record<Weight, Buffer>> => ({
  normal: read(face, "normal"),
  bold: read(face, "bold"),
});

/** Faces that were looked into are kept; one that no text asks for is never read. */
const opened = new Map<Face, Font>();
function draws(face: Face, sign: string): boolean {
  if (sign >= " " && sign <= "~") return true;
  const font = opened.get(face) ?? create(read(face, "normal"));
  opened.set(face, font);
  return font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
}

/** In which order faces are asked for a reader of `language`: a Chinese name on a Japanese sheet is set in the Chinese one. */
const facesFor = (language: string): readonly Face[] =>
  language === "zh" ? ["sc", "jp", "latin"] : ["jp", "sc", "latin"];

/** The face that a sheet is set in where nothing says otherwise. */
export const ownFace = (language: string): Face => (language === "zh" ? "sc" : "jp");

/** What printers have always set for a letter that they have no type of. */
export const noType = "〓";

/** A piece of a text and the face that draws every letter of it. */
export type Run = { text: string; font: Face };

/**
 * A text in pieces, each in a face that has all its letters: a whole word in one face where one has them all, else letter by
 * letter. A space that a face does not know is a plain one, and a letter that no face has is the printers' mark for it.
 */
export function runsOf(language: string, text: string): Run[] {
  const faces = facesFor(language);
  const runs: Run[] = [];
  const add = (piece: string, font: Face): void => {
    const last = runs.at(-1);
    if (last?.font === font) last.text += piece;
    else runs.push({ text: piece, font });
  };
  for (const word of text.normalize("NFC").split(/(\s+)/)) {
    if (word === "") continue;
    if (/^\s/.test(word)) {
      const font = runs.at(-1)?.font ?? faces[0] ?? "jp";
      add(
        word.replace(/[^\n\t ]/g, (space) => (draws(font, space) ? space : " ")),
        font,
      );
      continue;
    }
    const whole = faces.find((face) => [...word].every((sign) => draws(face, sign)));
    if (whole) add(word, whole);
    else for (const sign of word) addSign(sign, faces, add);
  }
  return runs;
}

function addSign(sign: string, faces: readonly Face[], add: (piece: string, font: Face) => void): void {
  if (/[\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]/u.test(sign)) return; // it is seen in no face
  const face = faces.find((one) => draws(one, sign));
  add(face ? sign : noType, face ?? faces[0] ?? "jp");
}
