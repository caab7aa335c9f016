import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Japanese, Latin and Cyrillic in one face, Simplified Chinese in the other. */
export type Face = "jp" | "sc";
const files: Readonly<Record<Face, { normal: string; bold: string }>> = {
  jp: {
    normal: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
  },
  sc: {
    normal: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    bold: "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  },
};

/** The bytes of a face's two weights. */
export const readFace = (face: Face): { normal: Buffer; bold: Buffer } => ({
  normal: readFileSync(fileURLToPath(import.meta.resolve(files[face].normal))),
  bold: readFileSync(fileURLToPath(import.meta.resolve(files[face].bold))),
});

let known: ReadonlySet<string> | undefined;
/** Every character that Japanese computers have always written (JIS X 0208): the Japanese face has them all. */
const japanese = (): ReadonlySet<string> => {
  known ??= readable();
  return known;
};
function readable(): ReadonlySet<string> {
  const leads = [...range(0x81, 0x9f), ...range(0xe0, 0xef)];
  const bytes = leads.flatMap((lead) => range(0x40, 0xfc).flatMap((trail) => [lead, trail]));
  return new Set(new TextDecoder("shift_jis").decode(new Uint8Array(bytes)));
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** The face of a text for a reader of `language`: a Chinese name on a Japanese sheet is set in the Chinese one. */
export function faceOf(language: string, text: string): Face {
  if (language === "zh") return "sc";
  return [...text].some((sign) => /\p{Script=Han}/u.test(sign) && !japanese().has(sign)) ? "sc" : "jp";
}
