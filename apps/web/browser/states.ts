import type { Page } from "playwright-core";
import { callCentre, hq, sakura, twoHats } from "./leads.ts";
import { type Stage, still } from "./stage.ts";

/** A page as somebody may find it: who looks, and how it comes to stand there. */
export type State = { name: string; who: string | null; show: (stage: Stage, page: Page) => Promise<void> };
type Then = (page: Page) => Promise<unknown>;

const leads = "/aftersales-leads";
const work = `${leads}?view=my-work-now`;

const at = (who: string | null, name: string, path: string | ((stage: Stage) => string), then?: Then): State => ({
  name,
  who,
  show: async (stage, page) => {
    const address = typeof path === "string" ? path : path(stage);
    await stage.go(page, address);
    if (address.includes("do=")) await page.locator("[role=dialog] form").waitFor();
    await then?.(page);
    await still(page);
  },
});

/** The three pages a working day is spent on. */
export const mainStates: readonly State[] = [
  at(sakura, "the queue with a lead beside it", ({ cast }) => `${work}&open=${cast.called}`),
  at(sakura, "the lead", ({ cast }) => `${leads}/${cast.called}`),
  at(sakura, "the dialog that books", ({ cast }) => `${leads}/${cast.called}?do=book`),
];

/** Signing in and choosing a profile. */
export const doorStates: readonly State[] = [
  at(null, "sign-in", "/sign-in"),
  at(null, "sign-in with nothing typed", "/sign-in", async (page) => {
    await page.locator("form button[type=submit]").click();
    await page.locator("[role=alert]").waitFor();
  }),
  at(twoHats, "the choice of a profile", "/profile"),
];

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.locator("[role=dialog]").waitFor();
}

async function openFilter(page: Page): Promise<void> {
  const bar = page.locator("search");
  const more = bar.locator("button[aria-expanded]:not([aria-haspopup])");
  if (await more.count()) await more.click();
  await bar.locator("button[aria-haspopup=dialog]").first().click();
  await page.locator("[role=dialog] input").first().waitFor();
}

async function openFirst(page: Page): Promise<void> {
  await page.locator("[data-row]").first().click();
  await page.locator("article h1").waitFor();
}

/** Lists: full, without a result, broken, and with what opens over them. */
export const listStates: readonly State[] = [
  at(sakura, "the queue", work),
  at(hq, "the queue of headquarters", `${leads}?view=unmanaged`),
  at(sakura, "the queue without a result", `${work}&search=zzzz`),
  {
    name: "the queue while the server is away",
    who: sakura,
    show: async (stage, page) => {
      await page.route(/api\/v1\/aftersales-leads\?/, (route) => route.abort());
      await stage.go(page, work);
      await page.locator("main h2").waitFor();
    },
  },
  at(hq, "a filter that is open", work, openFilter),
  at(sakura, "the palette", work, (page) => press(page, "Control+k")),
  at(sakura, "the palette with leads found", work, async (page) => {
    await press(page, "Control+k");
    await page.keyboard.type("佐藤");
    await page.locator("[role=option]", { hasText: "佐藤" }).first().waitFor();
  }),
  at(sakura, "the keys", work, (page) => press(page, "?")),
  at(sakura, "the menu of the person", work, async (page) => {
    await page.locator("header button[aria-haspopup=menu]").last().click();
    await page.locator("[role=menu]").waitFor();
  }),
  ...["customers", "vehicles", "dealers"].flatMap((plural) => [
    at(sakura, `the list of ${plural}`, `/${plural}`),
    at(sakura, `one of the ${plural}`, `/${plural}`, openFirst),
  ]),
  at(sakura, "an address that leads nowhere", "/nowhere"),
];

async function refuse(page: Page): Promise<void> {
  await page.locator("[role=dialog] button[type=submit]").click();
  await page.locator("[role=dialog] [role=alert]").waitFor();
}

const reason =
  (code: string): Then =>
  (page) =>
    page.locator("[role=dialog] select").selectOption(code);

/** A finger gets the device's own calendar instead. */
async function openMonth(page: Page): Promise<void> {
  const calendar = page.locator("[role=dialog] button[aria-expanded]");
  if ((await calendar.count()) === 0) return;
  await calendar.click();
  await page.locator("[role=dialog] table").waitFor();
}

async function sellUnknownCar(page: Page): Promise<void> {
  await page.locator("[role=dialog] input").first().fill("ZN9DEMX10UNKNWN99");
  await page.locator("[role=dialog] textarea").fill("来店済み");
  await refuse(page);
}

const called =
  (doing: string) =>
  ({ cast }: Stage) =>
    `${leads}/${cast.called}?do=${doing}`;

/** The page of a lead beyond the usual. */
export const leadStates: readonly State[] = [
  at(sakura, "a lead nobody has called", ({ cast }) => `${leads}/${cast.fresh}`),
  at(sakura, "a lead with a re-contact planned", ({ cast }) => `${leads}/${cast.planned}`),
  at(sakura, "a lead that is not there", `${leads}/0193a000-0000-7000-8000-000000000000`),
  at(
    sakura,
    "a field that is being edited",
    ({ cast }) => `${leads}/${cast.called}`,
    async (page) => {
      await page.locator("article button[class*=pencil]").first().click();
      await page.locator("article form input").waitFor();
    },
  ),
];

/** Every dialog of a lead, also with a refusal in it. */
export const dialogStates: readonly State[] = [
  at(sakura, "the dialog of another contact", called("attempt")),
  at(sakura, "the dialog that books, with the month open", called("book"), openMonth),
  at(sakura, "a booking without a date, refused", called("book"), refuse),
  at(sakura, "the dialog that sells", called("sell")),
  at(sakura, "a sale of an unknown car, refused", called("sell"), sellUnknownCar),
  at(sakura, "the dialog that closes for another reason", called("close"), reason("other")),
  at(sakura, "the dialog that closes for who is no owner", called("close"), reason("not-owner")),
  at(sakura, "closing without a reason, refused", called("close"), refuse),
  at(sakura, "the dialog of a re-contact", called("recontact")),
  at(sakura, "the dialog that moves a re-contact", ({ cast }) => `${leads}/${cast.planned}?do=recontact`),
  at(callCentre, "the dialog that hands a lead on", called("assign")),
];

const form = "/forms/aftersales";

/** The public form, which knows no session and needs no script. */
export const formStates: readonly State[] = [
  at(null, "the form", form),
  at(null, "the form with problems", form, async (page) => {
    await page.locator("#email").fill("sato@");
    await untilSent(page, ".problem");
  }),
  at(null, "the thanks of the form", form, async (page) => {
    await page.locator("#lastName").fill("佐藤");
    await page.locator("#email").fill("sato@example.org");
    await untilSent(page, "main.thanks");
  }),
];

/** In its first seconds the form takes nothing, as no person is so quick; it keeps what was typed, and is sent again. */
async function untilSent(page: Page, then: string): Promise<void> {
  while ((await page.locator(then).count()) === 0) {
    await page.locator("button.send").click();
    await page.waitForLoadState();
  }
}
