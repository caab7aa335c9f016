import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { accountByEmail, openDoor, openReset, setPassword } from "#platform/accounts/index.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, phone, type Stage, showing, still } from "./stage.ts";
import type { State } from "./states.ts";

let stage: Stage;
let office: PostOffice;
const [email, old, fresh] = ["kei@sakura.test", "four quiet herons over Lake Biwa", "nine loud cranes under Mount Aso"];
const door = () => openDoor(stage.house.database.pool);
async function account() {
  const found = await accountByEmail(door(), email);
  assert.ok(found);
  return found;
}
before(async () => {
  office = await openPostOffice();
  stage = await openStage({ SMTP_URL: office.url, MAIL_FROM: "Neo <neo@neo.example>" });
  await stage.house.hire(email, "advisor", { dealer: "SAKURA" });
  assert.equal(await setPassword(door(), await account(), old), null);
});
after(async () => {
  await stage.close();
  await office.close();
});

const submit = (page: Page) => page.locator("main form button[type=submit]").click();
const alert = (page: Page) => page.locator("main [role=alert]").waitFor();
const state = (
  name: string,
  who: string | null,
  path: () => Promise<string> | string,
  act?: (page: Page) => Promise<unknown>,
): State => ({
  name,
  who,
  show: async (on, page) => {
    await on.go(page, "/nowhere"); // a page whose address differs only behind the “#” would not be read anew
    await on.go(page, await path());
    await act?.(page);
    await still(page);
  },
});
let visitors = 0;
/** A link of somebody new: of one person only the newest link holds, and several pages are looked at at once. */
const link = async (): Promise<string> => {
  visitors += 1;
  const its = `visitor${visitors}@sakura.test`;
  await stage.house.hire(its, "advisor", { dealer: "SAKURA" });
  return `/reset-password#${await openReset(door(), (await accountByEmail(door(), its))?.id ?? "")}`;
};
/** The limits of the server are not what is looked at here. */
const answered = (page: Page, body: object): Promise<unknown> =>
  page.route(/session\/forgotten/, (route) => route.fulfill({ json: body }));

const states: readonly State[] = [
  state("a forgotten password", null, () => "/forgotten-password"),
  state(
    "a forgotten password with nothing typed",
    null,
    () => "/forgotten-password",
    async (page) => {
      await submit(page);
      await alert(page);
    },
  ),
  {
    name: "a link that was asked for",
    who: null,
    show: async (on, page) => {
      await answered(page, { byMail: true });
      await on.go(page, "/forgotten-password");
      await page.locator("#email").fill("nobody@sakura.test");
      await submit(page);
      await page.locator("main [role=status]").waitFor();
      await still(page);
    },
  },
  {
    name: "a forgotten password where no mail server is",
    who: null,
    show: async (on, page) => {
      await answered(page, { byMail: false });
      await on.go(page, "/forgotten-password");
    },
  },
  state("a new password by a link", null, link, (page) => page.locator("#password").fill("four quiet")),
  state("a new password that is too short", null, link, async (page) => {
    await page.locator("#password").fill("four quiet");
    await submit(page);
    await alert(page);
  }),
  state(
    "a link that was used",
    null,
    () => `/reset-password#${"x".repeat(43)}`,
    (page) => page.locator("main [role=status]").waitFor(),
  ),
  state("the page of a link, opened without one", null, () => "/reset-password"),
  state("one's own account", email, () => "/account"),
  state(
    "a change of password with nothing typed",
    email,
    () => "/account",
    async (page) => {
      await submit(page);
      await alert(page);
    },
  ),
];
for (const [turn, one] of states.entries()) testLaws(() => stage, one, rotatingMatrix(turn));

/** Goes on with Tab until the focus is at what fits. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`no Tab leads to ${selector}`);
}

test("by keys alone on a phone a forgotten password is set anew by the mailed link", async () => {
  const page = await stage.visit(null, phone);
  await stage.go(page, "/sign-in");
  await tabTo(page, "a[href='/forgotten-password']");
  await page.keyboard.press("Enter");
  await page.locator("#email").waitFor();
  await tabTo(page, "#email");
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await page.locator("main [role=status]").waitFor();
  const token = await eventually("the mail", async () => {
    const text = (await Promise.all(office.taken.map((bytes) => simpleParser(bytes)))).map((mail) => mail.text).join();
    return /reset-password#([\w-]{43})/.exec(text)?.[1];
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await stage.go(page, `/reset-password#${token}`);
  assert.equal(new URL(page.url()).hash, "", "the address does not keep the token");
  await tabTo(page, "#password");
  await page.evaluate((text) => {
    const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
    if (!document.activeElement?.dispatchEvent(paste)) throw new Error(`pasting ${text} is blocked`);
  }, fresh);
  await page.keyboard.insertText(fresh);
  assert.match((await page.locator("#password-length").textContent()) ?? "", /^32 /);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#password").getAttribute("type"), "text", "what was typed can be seen");
  await tabTo(page, "main form button[type=submit]");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sign-in\?changed/);
  await page.locator("main [role=status]").waitFor();
  assert.equal(
    asked.filter((line) => line.includes(String(token))).length,
    0,
    "the token stands in no address asked for",
  );
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(fresh);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  assert.deepEqual(stage.faults, []);
});

test("a link that is over says so before anybody chooses a password, and a field for one is big enough for a thumb", async () => {
  const page = await stage.visit(null, phone);
  await stage.go(page, `/reset-password#${"x".repeat(43)}`);
  await page.locator("main [role=status]").waitFor();
  assert.equal(await page.locator("main input").count(), 0);
  assert.equal(await page.locator("main a[href='/forgotten-password']").count(), 1);
  await stage.go(page, "/nowhere");
  await stage.go(page, await link());
  const field = await page.locator("#password").boundingBox();
  assert.ok(field && field.height >= 44, `the field is ${field?.height} px high`);
});

test("somebody signed in ends another place and changes the password", async () => {
  const page = await stage.visit(email);
  await stage.house.token(email);
  const now = (await accountByEmail(door(), email))?.passwordHash;
  await stage.go(page, "/aftersales-leads");
  await page.locator("header button[aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem", { name: "My account" }).click();
  await page.locator("#sessions").waitFor();
  // The rules of a password are a list too, and stand there before the places do.
  const places = page.locator("main section ul > li:has(dl)");
  await showing(places, 3, "places: the phone, the token and this one");
  await places.getByRole("button").first().click();
  await showing(places, 2, "places, one is gone");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "sessions", "the focus is not lost");
  await page.locator("#current").fill("five quiet herons over Lake Biwa");
  await page.locator("#next").fill(old);
  await submit(page);
  await alert(page);
  await page.locator("#current").fill(fresh);
  await submit(page);
  await eventually("another hash", async () => (await accountByEmail(door(), email))?.passwordHash !== now);
  await showing(places, 1, "place, only this is left");
  assert.deepEqual(stage.faults, []);
});
