import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { openBrowser } from "#platform/testing/browser.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { pinPages } from "#platform/testing/pinned-page.ts";
import { type Language, localeOf } from "#ui/words/languages.ts";
import { type Cast, castOf } from "./leads.ts";

/** How somebody looks at the pages. Below 600 px wide it is a phone under a finger. */
export type Look = { language?: Language; scheme?: "light" | "dark"; width?: number; height?: number; zone?: string };

/** The real server with the demo world, a real browser, and the people in front of it. */
export type Stage = {
  house: TestHouse;
  cast: Cast;
  /** A browser of one's own; `email` is signed in already, null is nobody. The first page is still empty. */
  visit(email: string | null, look?: Look): Promise<Page>;
  /** A further page of the same person with the same look, in the browser they used before. */
  revisit(email: string | null, look?: Look): Promise<Page>;
  /** Opens an address ("/aftersales-leads?view=unmanaged") and waits until the page stands still. */
  go(page: Page, path: string): Promise<void>;
  /** What went wrong in any page: errors thrown, and rules of the content policy broken. */
  faults: string[];
  close(): Promise<void>;
};

/** How long a page is waited for, on a machine that has much else to do. */
const patienceMs = 120_000;

export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 800 };

/** `env` are settings of mail, such as SMTP_URL. */
export async function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const house = await openTestHouse(undefined, env);
  const browser = await openBrowser();
  const cast = await castOf(house);
  const faults: string[] = [];
  const kept = new Map<string, Promise<BrowserContext>>();
  const enter = async (email: string | null, look: Look): Promise<BrowserContext> => {
    const context = await contextOf(browser, house.address(), look);
    if (email) await signIn(context, house, email);
    context.on("weberror", (told) => faults.push(`${told.page()?.url()}: ${told.error().message}`));
    context.on("console", (line) => {
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
        faults.push(`${line.page()?.url()}: ${line.text()}`);
    });
    return context;
  };
  const visit: Stage["visit"] = async (email, look = {}) => (await enter(email, look)).newPage();
  const revisit: Stage["revisit"] = async (email, look = {}) => {
    const key = JSON.stringify([email, look]);
    const context = kept.get(key) ?? enter(email, look);
    kept.set(key, context);
    return (await context).newPage();
  };
  const go: Stage["go"] = async (page, path) => {
    await page.goto(house.address() + path);
    await still(page);
  };
  const close = async (): Promise<void> => {
    await browser.close();
    await house.close();
  };
  return { house, cast, visit, revisit, go, faults, close };
}

async function contextOf(browser: Browser, address: string, look: Look): Promise<BrowserContext> {
  const { language = "en", scheme = "light", width = desk.width } = look;
  const isPhone = width < 600;
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height: look.height ?? (isPhone ? phone.height : desk.height) },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: localeOf[language],
    timezoneId: look.zone ?? "Asia/Tokyo",
    hasTouch: isPhone,
    isMobile: isPhone,
  });
  context.setDefaultTimeout(patienceMs);
  await pinPages(context);
  await context.addInitScript((code) => {
    if (location.protocol === "http:" && !localStorage.getItem("marque.language"))
      localStorage.setItem("marque.language", code);
  }, language);
  return context;
}

async function signIn(context: BrowserContext, house: TestHouse, email: string): Promise<void> {
  const secret = await house.token(email);
  await context.addCookies([
    { name: "marque", value: secret, url: house.address(), httpOnly: true, sameSite: "Strict" },
  ]);
}

/** Waits until a page shows just so many of these; when it never does, says how many it shows, and what the page says beside them. */
export async function showing(rows: Locator, count: number, what: string): Promise<void> {
  const told = rows.page().locator("[role=alert], [role=status]");
  const why = async (): Promise<string> =>
    `${count} ${what}, there are ${await rows.count()}; the page says ${JSON.stringify(await told.allInnerTexts())}`;
  await eventually(why, async () => (await rows.count()) === count, patienceMs);
}

/** Waits until nothing is being loaded, fetched for the first time or moved. */
export async function still(page: Page): Promise<void> {
  await page.waitForFunction(isStill);
}

function isStill(): boolean {
  if (document.readyState !== "complete" || !document.querySelector("h1, [role=alert]")) return false;
  if (document.querySelector("[aria-busy=true], [data-stale]")) return false;
  return document.getAnimations().every((one) => one.playState !== "running");
}
