import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { breachesOf } from "./axe.ts";

const labels = [
  "ui",
  "modules/aftersales-leads",
  "modules/customers",
  "modules/insights",
  "modules/network",
  "modules/service",
  "modules/vehicles",
];
const root = join(import.meta.dirname, "../../..");

/** Every label of a language, as the pages load them. */
export const labelsIn = (language: string): Record<string, string> =>
  Object.assign(
    {},
    ...labels.map((room) => JSON.parse(readFileSync(join(root, room, `labels/${language}.json`), "utf8"))),
  );

/** The first parts of all label keys: text that begins so is a key that nobody has put into words. */
const heads = [...new Set(Object.keys(labelsIn("en")).map((key) => key.split(".")[0] ?? ""))];

/** Keys, gaps and accidents among everything a page says, also to screen readers. */
const unsaid = (known: string[]): string[] => {
  const spoken = [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")].flatMap((one) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => one.getAttribute(name) ?? ""),
  );
  // What stands in code is shown as it is written.
  const codes = [...document.querySelectorAll("code")].map((one) => one.textContent).filter(Boolean);
  // biome-ignore lint/performance/useDomNodeTextContent: styles and scripts are no words
  const words = codes.reduce((text, code) => text.replace(code, ""), document.body.innerText);
  const said = [document.title, words, ...spoken].join("\n");
  const key = new RegExp(`\\b(?:${known.join("|")})\\.[a-z][\\w.-]*`, "g");
  return [
    ...new Set([...(said.match(key) ?? []), ...(said.match(/\{\w+[,}]|\[object|undefined|NaN|Invalid Date/g) ?? [])]),
  ];
};

/** What sticks out at the side, so that the page would have to be moved sideways. */
const sideways = (): string[] => {
  const page = document.scrollingElement;
  if (!page || page.scrollWidth <= innerWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 1,
  );
  return [`${page.scrollWidth} px wide on ${innerWidth}`, ...wide.slice(-3).map((one) => one.outerHTML.slice(0, 120))];
};

/** What a finger or pointer has to meet and cannot: `least` in pixels, links inside of a text 24. */
const tooSmall = (least: number): string[] => {
  const reached = "a[href], button, input, select, textarea, summary, [role=option], [role^=menuitem]";
  const isShown = (one: Element): boolean =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !one.matches("[tabindex='-1']:not([data-row]), [type=hidden]");
  /** A press on the row, the frame or the caption presses what belongs to it. */
  const targetOf = (one: Element): DOMRect => {
    const frame = one.closest("[role=row], label, .mantine-PasswordInput-input") ?? one;
    const captions = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
    const boxes = [frame, ...(one.matches("[type=checkbox], [type=radio]") ? captions : [])].map((box) =>
      box.getBoundingClientRect(),
    );
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const right = Math.max(...boxes.map((box) => box.right));
    return new DOMRect(left, top, right - left, Math.max(...boxes.map((box) => box.bottom)) - top);
  };
  const dialogs = document.querySelectorAll("[aria-modal=true]");
  return [...(dialogs.item(dialogs.length - 1) ?? document).querySelectorAll(reached)]
    .filter(isShown)
    .flatMap((one) => {
      const { width, height, top, left } = targetOf(one);
      if (width < 2 || height < 2 || top + height < 0 || left + width < 0) return [];
      const isInText = one.matches("a") && getComputedStyle(one).display === "inline";
      const most = isInText ? 24 : least;
      return width + 0.5 >= 24 && height + 0.5 >= most && (isInText || width + 0.5 >= most)
        ? []
        : [`${Math.round(width)} × ${Math.round(height)} px: ${one.outerHTML.slice(0, 140)}`];
    });
};

/** Text of which a part cannot be read: cut by a box around it, or running out of its button. */
const cut = (): string[] => {
  const isForEars = (one: Element): boolean => {
    for (let box: Element | null = one; box; box = box.parentElement) {
      const { width, height } = box.getBoundingClientRect();
      const style = getComputedStyle(box);
      if (style.clipPath.startsWith("inset") || ((width <= 1 || height <= 1) && style.overflowX === "hidden"))
        return true;
    }
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (
      !node.textContent?.trim() ||
      !parent?.checkVisibility() ||
      parent.closest(".mq-hidden, datalist, option, script, [aria-hidden=true]")
    )
      continue;
    if (isForEars(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, top, bottom, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    if (right > innerWidth + 1 && !parent.closest("[role=grid]")) found.push(`beyond the edge: ${node.textContent}`);
    for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      const isButton = box.matches("button, a[class], select");
      const cutsX = overflowX === "hidden" || overflowX === "clip" || isButton;
      const cutsY = overflowY === "hidden" || overflowY === "clip" || isButton;
      const isOut =
        (cutsX && (right > edge.right + 1.5 || left < edge.left - 1.5)) ||
        (cutsY && (bottom > edge.bottom + 4 || top < edge.top - 4));
      if (isOut) found.push(`“${node.textContent}” in ${box.tagName.toLowerCase()}.${box.className}`);
      if (isOut || overflowX === "auto" || overflowY === "auto" || overflowY === "scroll" || position === "fixed")
        break;
    }
  }
  return [...new Set(found)];
};

export const unsaidOn = (page: Page): Promise<string[]> => page.evaluate(unsaid, heads);
export const sidewaysOn = (page: Page): Promise<string[]> => page.evaluate(sideways);
export const tooSmallOn = (page: Page, least: number): Promise<string[]> => page.evaluate(tooSmall, least);
export const cutOn = (page: Page): Promise<string[]> => page.evaluate(cut);

/** Everything that must hold on every page in every state, language, theme and width; one line for each breach. */
export async function lawsBrokenOn(page: Page, locale: string): Promise<string[]> {
  const { width = 0 } = page.viewportSize() ?? {};
  const language = await page.evaluate(() => document.documentElement.lang);
  return [
    ...(await breachesOf(page)),
    ...(await unsaidOn(page)).map((word) => `not in words: ${word}`),
    ...(await sidewaysOn(page)).map((line) => `sideways: ${line}`),
    ...(width < 600 ? await cutOn(page) : []).map((line) => `cut: ${line}`),
    ...(await tooSmallOn(page, width < 600 ? 44 : 24)).map((line) => `too small: ${line}`),
    ...(language.slice(0, 2) === locale.slice(0, 2) ? [] : [`says it is in “${language}”`]),
  ];
}
