import pdfmake from "pdfmake";
import { type Face, ownFace, readFace, runsOf } from "./sheet-pdf.fonts.ts";
import type { Sheet } from "./sheet-pdf.pages.ts";
import { ink } from "./sheet-pdf.parts.ts";

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setTableLayouts({
  lines: { ...lined(), paddingLeft: () => 2, paddingRight: () => 2, paddingTop: () => 2, paddingBottom: () => 1 },
  tight: { ...lined(), paddingLeft: () => 1, paddingRight: () => 1, paddingTop: () => 1, paddingBottom: () => 1 },
});
function lined() {
  return { hLineWidth: (n: number) => (n === 0 ? 0 : 0.4), vLineWidth: () => 0, hLineColor: () => ink.line };
}

/** Fonts are read when a sheet first needs them, and kept. */
const ready = new Set<Face>();
function prepare(face: Face): void {
  if (ready.has(face)) return;
  const { normal, bold } = readFace(face);
  pdfmake.virtualfs.writeFileSync(face, normal);
  pdfmake.virtualfs.writeFileSync(`${face}-bold`, bold);
  ready.add(face);
}

/** Sets every text in faces that have all its letters; tells which faces are needed. */
function faced(part: unknown, language: string, used: Set<Face>): unknown {
  if (Array.isArray(part)) return part.map((one) => faced(one, language, used));
  if (typeof part === "string") return faced({ text: part }, language, used);
  if (typeof part !== "object" || part === null) return part;
  const { text } = part as { text?: unknown };
  if (typeof text === "string") return { ...part, ...lettersOf(text, language, used) };
  const its = Object.entries(part).map(([name, value]): [string, unknown] => [
    name,
    holders.has(name) ? faced(value, language, used) : value,
  ]);
  return Object.fromEntries(its);
}
/** Where a piece of a page holds other pieces; a text elsewhere is a colour or a width. */
const holders = new Set(["text", "stack", "columns", "table", "body"]);

function lettersOf(text: string, language: string, used: Set<Face>): object {
  const runs = runsOf(language, text);
  for (const { font } of runs) used.add(font);
  const [only] = runs;
  return runs.length <= 1 ? { text: only?.text ?? "", font: only?.font ?? ownFace(language) } : { text: runs };
}

/** The sheet as a PDF on A4, its pages numbered. */
export function setSheet({ language, title, foot, content }: Sheet): Promise<Buffer> {
  const own = ownFace(language);
  const used = new Set<Face>([own]);
  const body = faced(content, language, used);
  const footing = lettersOf(foot, language, used);
  for (const face of used) prepare(face);
  pdfmake.setFonts(Object.fromEntries([...used].map((face) => [face, { normal: face, bold: `${face}-bold` }])));
  const footer = (page: number, pages: number) => ({
    margin: [40, 8, 40, 0],
    fontSize: 7.5,
    color: ink.quiet,
    columns: [footing, { text: `${page} / ${pages}`, alignment: "right", width: 50 }],
  });
  return pdfmake
    .createPdf({
      pageSize: "A4",
      pageMargins: [40, 34, 40, 34],
      language,
      info: { title },
      displayTitle: true,
      defaultStyle: { font: own, fontSize: 9, color: ink.text },
      content: body,
      footer,
    })
    .getBuffer();
}
