import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { languages } from "#platform/http/languages.ts";
import { sheetWords } from "../sheet-pdf.words.ts";
import type { Line } from "./numbers-ground.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const path = "/numbers/aftersales-leads";
/** `rows` as they stand beside each other, `text` as it was written. */
type Page = { rows: string[]; text: string; missing: string[] };
type Glyph = { unicode: string };

/** The PDF as a reader program sees it: the lines of each page, and what its fonts could not write. */
async function read(bytes: Uint8Array): Promise<Page[]> {
  const task = getDocument({ data: bytes, useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: Page[] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const { fnArray, argsArray } = await page.getOperatorList();
    const shown = argsArray.flatMap((args, i) => (fnArray[i] === OPS.showText ? (args[0] as unknown[]) : []));
    const glyphs = shown.filter((one): one is Glyph => typeof one === "object" && one !== null);
    assert.ok(glyphs.length > 0, `page ${n} says something`);
    // a letter that its face does not have is drawn as a box, which stands for no letter
    const missing = glyphs.filter(({ unicode }) => unicode === "\u0000").map(() => `a letter of page ${n}`);
    const { items } = await page.getTextContent();
    const written = items.flatMap((item) => ("str" in item && item.str.trim() ? [item] : []));
    const byHeight = Map.groupBy(written, ({ transform }) => Math.round(transform[5]));
    const rows = [...byHeight].sort(([a], [b]) => b - a).map(([, row]) => row);
    pages.push({
      text: written.map(({ str }) => str).join(""),
      rows: rows.map((row) =>
        row
          .sort((a, b) => a.transform[4] - b.transform[4])
          .map(({ str }) => str)
          .join(" "),
      ),
      missing,
    });
  }
  await task.destroy();
  return pages;
}

/** Fetches the sheet with the token of somebody; the clock is that of the server. */
async function sheet(email: string, query = "", language = "en"): Promise<Page[]> {
  const answer = await fetch(`${house.address()}/api/v1${path}.pdf${query}`, {
    headers: { authorization: `Bearer ${await house.token(email)}`, "accept-language": language },
  });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/pdf");
  return read(new Uint8Array(await answer.arrayBuffer()));
}
const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");
type Rated = Omit<Line, "rates"> & { rates: (Line["rates"][number] & { target: number })[] };
type Told = { total: Rated; lines: Rated[] };
const told = async (voice: Voice, query = ""): Promise<Told> => (await voice.get<Told>(`${path}${query}`)).body;

test("headquarters reads the sheet in every language, and no letter is missing in any of them", async () => {
  for (const language of languages) {
    const { t } = sheetWords(language);
    const pages = await sheet("hq@neo.demo", "", language);
    assert.ok(pages.length >= 1 && pages.length <= 3, `${pages.length} pages`);
    assert.deepEqual(
      pages.flatMap(({ missing }) => missing),
      [],
      language,
    );
    const all = squeezed(pages.map(({ text }) => text).join(""));
    assert.doesNotMatch(all, /numbers\./, "every word is there");
    const keys = [
      "pdf.title",
      "trend",
      "funnel",
      "times",
      "reasons",
      "evidence",
      "signs",
      "formula.of",
      "count.ever-booked",
      "total",
    ];
    for (const rate of ["first-contact", "management", "fully-managed"]) keys.push(`rate.${rate}`);
    for (const key of keys)
      assert.ok(all.includes(squeezed(t(`numbers.${key}`))), `${language}: ${t(`numbers.${key}`)}`);
    for (const [n, { rows }] of pages.entries())
      assert.ok(
        rows.some((row) => row.endsWith(`${n + 1} / ${pages.length}`)),
        "page number",
      );
  }
});

test("every number on the sheet is the one that the page tells", async () => {
  const hq = await house.as("hq@neo.demo");
  const { number, percent, bare } = sheetWords("en");
  const rows = (await sheet("hq@neo.demo")).flatMap((page) => page.rows);
  const has = (row: string, what: string) =>
    assert.ok(
      rows.some((one) => one.startsWith(row)),
      `${what}: ${row}`,
    );
  const byDealer = await told(hq, "?by=dealer");
  const levels = byDealer.total.rates.map(({ part, of }) => `${number(part)} / ${number(of)}`);
  for (const level of levels)
    assert.ok(
      rows.some((row) => row.includes(level)),
      level,
    );
  const share = (part: number, of: number, target: number): string => {
    const isMissed = of > 0 && part / of < target / 100;
    return `${isMissed ? "▼ " : ""}${percent(of === 0 ? null : part / of)}`;
  };
  const names = new Map(
    (await house.sql<{ code: string; name: string }>("select code, name from dealer")).map((one) => [
      one.code,
      one.name,
    ]),
  );
  assert.ok(byDealer.lines.length > 1);
  for (const line of byDealer.lines) {
    const rates = line.rates.map(({ part, of, target }) => `${number(part)} ${share(part, of, target)}`);
    has(`${names.get(line.key ?? "")} ${number(line.counts.assigned ?? 0)} ${rates.join(" ")}`, "dealer");
  }
  for (const [name, label] of [
    ["visited", "Visited"],
    ["contacted-within-24-h", "8 to 24 h"],
    ["uncontacted", "Not contacted"],
  ] as const) {
    const value = byDealer.total.counts[name] ?? 0;
    const line = `${label} ${number(value)} ${percent(value / (byDealer.total.counts.assigned ?? 0))}`;
    assert.ok(
      rows.some((row) => row.includes(line)),
      line,
    );
  }
  const weeks = await told(hq, "?by=week");
  const running = ["contact-running", "management-running", "life-running"];
  for (const [level, count] of running.entries()) {
    const shares = weeks.lines.map(({ counts, rates }, nth) => {
      const rate = rates[level];
      if (!rate || rate.of === 0) return bare(null);
      const isOpen = (counts[count] ?? 0) > 0 || nth === weeks.lines.length - 1;
      return `${isOpen ? "…" : ""}${bare(rate.part / rate.of)}`;
    });
    assert.ok(rows.includes(shares.join(" ")), `the trend, with what can still change: ${shares.join(" ")}`);
  }
});

test("a dealer's sheet has nothing of others, and a question narrows it as it narrows the page", async () => {
  const advisor = await house.as("manager@sakura.demo");
  const query = "?class=closed-without-sale&by=source";
  const lines = await told(advisor, query);
  const rows = (await sheet("manager@sakura.demo", query)).flatMap((page) => page.rows);
  assert.ok(rows.some((row) => row.includes("Closed without sale")));
  const total = lines.total.counts.assigned ?? 0;
  assert.ok(rows.some((row) => row.includes(`/ ${sheetWords("en").number(total)}`)));
  const others = await house.sql<{ name: string }>("select name from dealer where code <> 'SAKURA'");
  for (const { name } of others) assert.ok(!rows.some((row) => row.includes(name)), name);
});

test("targets stand on a sheet of all leads, and on none of one class", async () => {
  const all = async (query: string): Promise<string> =>
    (await sheet("hq@neo.demo", query)).map(({ text }) => text).join("");
  const [whole, alone] = [await all("?by=source"), await all("?by=source&class=closed-without-sale")];
  for (const said of ["Target 70%", "The dashed line is the target.", "▼"]) {
    assert.ok(whole.includes(said), said);
    assert.ok(!alone.includes(said), said);
  }
  const { t } = sheetWords("en");
  assert.ok(squeezed(alone).includes(squeezed(t("numbers.class.alone"))));
});

test("an advisor's line counts the leads that person contacted; those that nobody contacted come last, without shares", async () => {
  const hq = await house.as("hq@neo.demo");
  const { lines } = await told(hq, "?by=contactedBy");
  const nobody = lines.find(({ key }) => key === null);
  const rows = (await sheet("hq@neo.demo", "?by=contactedBy")).flatMap((page) => page.rows);
  const at = rows.findIndex((row) => row.startsWith("Nobody yet"));
  assert.match(rows[at] ?? "", new RegExp(`^Nobody yet ${nobody?.counts.assigned} 0 – 0 – 0 –$`));
  assert.ok(rows[at + 1]?.startsWith("All assigned"));
  const head = rows.findIndex((row) => row.startsWith("Advisor Leads First contact"));
  assert.ok(head >= 0 && head < at);
  assert.ok(rows[head + 1]?.includes("of contacted leads"), rows[head + 1]);
  assert.ok(!rows.slice(head, at + 2).some((row) => row.includes("▼")), "no target is held against a person");
});

test("a week that the days cut, or that is not over yet, is marked on the sheet", async () => {
  const hq = await house.as("hq@neo.demo");
  const weeks = await told(hq, "?by=week");
  const { step } = sheetWords("en");
  const last = weeks.lines.at(-1)?.key ?? "";
  const whole = weeks.lines.at(-3)?.key ?? "";
  const rows = (await sheet("hq@neo.demo")).flatMap((page) => page.rows);
  const head = rows.find((row) => row.includes(`${step("week", last)} *`));
  assert.ok(head?.endsWith("*"), head ?? rows.join("\n"));
  assert.ok(head?.includes(step("week", whole)) && !head.includes(`${step("week", whole)} *`), head);
});

test("who may not carry the numbers away gets no sheet of them", async () => {
  const status = async (email: string, query = "") => (await (await house.as(email)).get(`${path}.pdf${query}`)).status;
  assert.equal((await house.stranger().get(`${path}.pdf`)).status, 401);
  assert.equal(await status("admin@neo.demo"), 403);
  assert.equal(await status("callcentre@neo.demo"), 403);
  assert.equal(await status("manager@sakura.demo", "?dealer=FUJI"), 422);
  assert.equal(await status("manager@sakura.demo", "?nonsense=1"), 422);
});

test("a Chinese name on a Japanese sheet, which the Japanese font lacks, is written in the other", async () => {
  await house.sql("update dealer set name = '东风汽车经销店' where code = 'SAKURA'");
  const pages = await sheet("hq@neo.demo", "", "ja");
  assert.deepEqual(
    pages.flatMap(({ missing }) => missing),
    [],
  );
  assert.ok(pages.some(({ rows }) => rows.some((row) => row.includes("东风汽车经销店"))));
});
