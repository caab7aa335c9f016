import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { create } from "fontkit";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { languages } from "#platform/http/languages.ts";
import { noType, readFace, runsOf } from "./sheet-pdf.fonts.ts";
import { say } from "./sheet-pdf.parts.ts";
import { setSheet } from "./sheet-pdf.set.ts";

const texts = [
  ...["𠮷田 太郎", "髙橋・渡邉・濵﨑", "㐂久屋 靏見 桒原", "𩸽 𠮟る", "张伟明", "張偉明", "龙门汽车 and 𠮷野"],
  ...["Łukasz Szőke", "Doğan Işık", "Ștefan Țurcanu", "Nguyễn Thị Ánh", "Jiří Dvořák", "Søren Ærø", "Ĳsbrand", "WEISẞ"],
  ...[
    "Іван Їжак Ґалаґан",
    "Қайрат Әлібек Өмірұлы",
    "Ўлмас Ҳасанов",
    "Ђорђе Љубиша Њего",
    "Семёнов Пётр",
    "Παπαδόπουλος",
  ],
  ...[
    "1 200 ₽",
    "1 200 ₽",
    "₴ ₸ ₺ € £ ¥ ￥",
    "①②③ ㈱ ㎞ → ▼ …",
    "ﾀｶﾊｼ タカハシ 〜 ～",
    "e\u0301toile",
    "渡邊\u{E0101}",
  ],
];

test("every letter of a name or an amount is in a face that draws it, in both weights", () => {
  const faces = new Map(
    (["jp", "sc", "latin"] as const).map((face) => {
      const { normal, bold } = readFace(face);
      return [face, [create(normal), create(bold)]] as const;
    }),
  );
  for (const language of languages)
    for (const text of texts)
      for (const run of runsOf(language, text)) {
        assert.ok(!run.text.includes(noType), `${language}: ${text}`);
        for (const sign of run.text)
          for (const face of faces.get(run.font) ?? [])
            assert.ok(
              face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
              `${language}: ${sign} of ${text} in ${run.font}`,
            );
      }
});

test("a word stays in one face where one has all its letters, and a Chinese reader's sheet keeps the Chinese forms", () => {
  assert.deepEqual(runsOf("en", "Łukasz Nowak"), [
    { text: "Łukasz ", font: "latin" },
    { text: "Nowak", font: "jp" },
  ]);
  assert.deepEqual(runsOf("ja", "𠮷田"), [{ text: "𠮷田", font: "jp" }]);
  assert.deepEqual(runsOf("ja", "张伟明"), [{ text: "张伟明", font: "sc" }]);
  assert.deepEqual(runsOf("zh", "高桥 直人"), [{ text: "高桥 直人", font: "sc" }]);
  assert.deepEqual(runsOf("ja", "서연"), [{ text: noType + noType, font: "jp" }], "no box, and nothing left out");
});

test("the PDF itself has a glyph for every letter", async () => {
  for (const language of languages) {
    const content = texts.map((text) => say(text, { bold: text.length % 2 === 0 }));
    const bytes = await setSheet({ language, title: "x", foot: "Łukasz 𠮷田 · Қайрат", content });
    const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
    const page = await (await task.promise).getPage(1);
    const { fnArray, argsArray } = await page.getOperatorList();
    const shown = argsArray.flatMap((args, nth) => (fnArray[nth] === OPS.showText ? (args[0] as unknown[]) : []));
    const letters = shown.flatMap((one) =>
      typeof one === "object" && one !== null && "unicode" in one ? [one.unicode] : [],
    );
    assert.ok(letters.length > 100);
    assert.ok(!letters.includes("\u0000"), `${language}: a box stands for no letter`);
    const said = (await page.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join("");
    for (const name of ["𠮷田", "Łukasz", "Szőke", "Doğan", "Іван", "Қайрат", "₽"])
      assert.ok(said.includes(name), name);
    await task.destroy();
  }
});
