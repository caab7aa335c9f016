import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "#platform/testing/eventually.ts";
import { contacted, fuji, sakura } from "./leads.ts";
import { openStage, type Stage, still } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** The same walk every time: a number below `most` from a simple rule. */
function dice(): Roll {
  let state = 20261122;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
}

/** All that a link must bring back: headings, filters, order, the first rows, the lead beside them and its dialog. */
const shown = (): string[] => {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown
  const text = (one: Element): string => (one as HTMLElement).innerText.replaceAll(/\s+/g, " ").trim();
  const all = (selector: string): string[] => [...document.querySelectorAll(selector)].map(text);
  const order = [...document.querySelectorAll("[aria-sort]:not([aria-sort=none])")].map(
    (one) => `${text(one)} ${one.getAttribute("aria-sort")}`,
  );
  const typed = [...document.querySelectorAll("search input")].map((one) => (one as HTMLInputElement).value);
  const rows = [...document.querySelectorAll("[data-row]")].map((one) => text(one)).slice(0, 12);
  return [
    ...all("h1, nav [aria-current], search button"),
    ...typed,
    ...order,
    ...rows,
    ...all("article, [role=dialog]"),
  ];
};

const words = ["佐藤", "an", "田"];
const languages = ["English", "日本語", "简体中文", "Русский"];

type Roll = (most: number) => number;
type Step = { needs: string; take: (page: Page, roll: Roll) => Promise<void> };

const pick = (needs: string): Step => ({
  needs,
  take: async (page, roll) => {
    const found = page.locator(needs);
    await found.nth(roll(await found.count())).click();
  },
});
const gone = (page: Page, selector: string): Promise<void> => page.locator(selector).waitFor({ state: "detached" });

const filters = "search button[aria-haspopup=dialog]";
const languageButton = "header [class*=tools] button[aria-haspopup=menu]";
const steps: readonly Step[] = [
  pick("nav[class*=views] a"),
  pick("[role=columnheader] button"),
  pick("[data-row]"),
  pick("[data-row]"),
  pick("article fieldset [data-move]:not([aria-disabled])"),
  pick("article fieldset [data-move]:not([aria-disabled])"),
  {
    needs: filters,
    take: async (page, roll) => {
      await pick(filters).take(page, roll);
      await page.locator("[role=dialog]").waitFor();
      const choices = page.locator("[role=dialog] input[type=checkbox]");
      const count = await choices.count();
      if (count > 0) await choices.nth(roll(count)).click();
      await page.keyboard.press("Escape");
      await gone(page, "[role=dialog]");
    },
  },
  {
    needs: "search input",
    take: async (page, roll) => {
      const word = words[roll(words.length)] ?? "";
      await page.locator("search input").fill(word);
      await page.waitForURL((url) => url.searchParams.get("search") === word);
    },
  },
  {
    needs: languageButton,
    take: async (page, roll) => {
      await page.locator(languageButton).first().click();
      await page.getByRole("menuitemradio", { name: languages[roll(languages.length)] ?? "", exact: true }).click();
      await gone(page, "[role=menu]");
    },
  },
  pick("nav[class*=rail] a"),
];

/** One step of somebody who wanders about, among those that the page offers now; from a dialog the only way is out. */
async function step(page: Page, roll: Roll): Promise<void> {
  if ((await page.locator("[role=dialog]").count()) > 0) {
    await page.keyboard.press("Escape");
    return gone(page, "[role=dialog]");
  }
  const offered: Step[] = [];
  for (const one of steps) if ((await page.locator(one.needs).count()) > 0) offered.push(one);
  await offered[roll(offered.length)]?.take(page, roll);
}

test("the address brings back whatever is shown: forty states of a random walk, opened again elsewhere", async () => {
  const roll = dice();
  const [walker, reader] = [await stage.visit(sakura), await stage.visit(sakura)];
  await stage.go(walker, "/aftersales-leads?view=my-work-now");
  const seen = new Set<string>();
  for (let n = 0; n < 40; n += 1) {
    await step(walker, roll);
    await still(walker);
    const language = await walker.evaluate(() => localStorage.getItem("marque.language") ?? "");
    await reader.goto(stage.house.address());
    await reader.evaluate((code) => localStorage.setItem("marque.language", code), language);
    const path = walker.url().slice(stage.house.address().length);
    await stage.go(reader, path);
    seen.add(path);
    await assertSame(walker, reader, `step ${n}: ${path}`);
  }
  console.log(`${seen.size} different addresses`);
  assert.ok(seen.size >= 20, `the walk saw only ${seen.size} addresses`);
});

/** A link brings back the list, not how far down somebody had scrolled in it. */
const toTop = (): void => document.querySelector("[role=grid]")?.parentElement?.scrollTo(0, 0);

/** Both show the same; what one of them is still fetching, or a clock that has yet to turn its minute, may take longer. */
async function assertSame(walker: Page, reader: Page, where: string): Promise<void> {
  await walker.evaluate(toTop);
  const isSame = async (): Promise<boolean> =>
    JSON.stringify(await reader.evaluate(shown)) === JSON.stringify(await walker.evaluate(shown));
  await eventually(where, isSame, 90_000).catch(() => undefined);
  assert.deepEqual(await reader.evaluate(shown), await walker.evaluate(shown), where);
}

test("a link shows a person of another dealer that there is nothing for them, and nothing of what it leads to", async () => {
  const id = await contacted(stage.house, { lastName: "秘密", phone: "090-9999-8888" });
  const page = await stage.visit(fuji);
  for (const path of [`/aftersales-leads/${id}`, `/aftersales-leads/${id}?do=book`, `/aftersales-leads?open=${id}`]) {
    await stage.go(page, path);
    await page.getByText("There is no such lead, or it is not yours to see.").waitFor();
    assert.doesNotMatch((await page.locator("body").textContent()) ?? "", /秘密|9999/);
  }
});

test("back and forward lead through view, open lead and dialog", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/aftersales-leads?view=in-progress");
  await page.locator("[data-row]").first().click();
  await page.locator("article [data-move=book]").click();
  await page.locator("[role=dialog]").waitFor();
  await page.goBack();
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await page.locator("article h2").first().waitFor();
  await page.goBack();
  await page.locator("article").waitFor({ state: "detached" });
  await page.goForward();
  await page.locator("article h2").first().waitFor();
});
