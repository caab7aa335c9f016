import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "#platform/testing/eventually.ts";
import { hq, sakura } from "./leads.ts";
import { aboutId, type MailCast, mailCastOf, putMail } from "./mail-stage.ts";
import { rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, phone, type Stage, still } from "./stage.ts";
import type { State } from "./states.ts";

let stage: Stage;
let mails: MailCast;
before(async () => {
  stage = await openStage();
  mails = await mailCastOf(stage.house);
});
after(() => stage.close());

const admin = "admin@neo.demo";
const editor = "/mail-templates/appointment-confirmed/customer/en";
const body = "textarea";

const state = (who: string, name: string, path: () => string, then?: (page: Page) => Promise<unknown>): State => ({
  name,
  who,
  show: async (on, page) => {
    await on.go(page, path());
    await then?.(page);
    await still(page);
  },
});
const dialog = (page: Page) => page.locator("[role=dialog]").waitFor();

/** Puts a text where the body begins and waits for the answer. */
async function spoil(page: Page): Promise<void> {
  await page.locator(body).fill("<mjml><mj-body>\n\n  <mj-raw>{{ customer.nmae }}</mj-raw></mj-body></mjml>");
  await page.locator("form code").waitFor();
}

const states: readonly State[] = [
  state(sakura, "the list of mails", () => "/mails"),
  state(hq, "the mails of all dealers", () => "/mails?view=needs-a-look"),
  state(sakura, "the mails that were dropped, of which there are none", () => "/mails?view=dropped&audience=dealer"),
  state(sakura, "a mail that maybe was sent", () => `/mails?open=${mails.doubtful}`),
  state(
    sakura,
    "the plain text of a mail",
    () => `/mails?open=${mails.sent}`,
    async (page) => {
      await page.locator("article [aria-pressed=false]").first().click();
      await page.locator("article pre").waitFor();
    },
  ),
  state(sakura, "a mail that waits for its time", () => `/mails?open=${mails.planned}`),
  state(
    sakura,
    "the question before a mail goes out again",
    () => `/mails?open=${mails.doubtful}&do=send-again`,
    dialog,
  ),
  state(sakura, "the question before a mail is dropped", () => `/mails?open=${mails.parked}&do=drop`, dialog),
  state(hq, "the table of templates", () => "/mail-templates"),
  state(hq, "the editor of a template", () => editor),
  state(
    hq,
    "the editor with a fault and the values open",
    () => editor,
    async (page) => {
      await page.locator("summary").click();
      await spoil(page);
    },
  ),
  state(admin, "a template as an administrator reads it", () => editor),
  state(hq, "a template that does not exist", () => "/mail-templates/nothing/customer/en"),
];

for (const [turn, one] of states.entries()) testLaws(() => stage, one, rotatingMatrix(turn));

test("a mail that maybe arrived goes out again only after its consequence was read, by keyboard alone", async () => {
  const id = await putMail(stage.house, "maybe-sent", { subject: "Again?", html: "<p>x</p>", text: "x" });
  const page = await stage.visit(sakura);
  await stage.go(page, `/mails?view=needs-a-look&open=${id}`);
  await page.locator("[data-move=send-again]").focus();
  await page.keyboard.press("Enter");
  await page.locator("[role=dialog]", { hasText: "it may reach the customer twice" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  const status = async () => (await (await stage.house.as(sakura)).get<{ status: string }>(`/mails/${id}`)).body.status;
  assert.equal(await status(), "maybe-sent");
  await page.locator("[data-move=arrived]").focus();
  await page.keyboard.press("Enter");
  await dialog(page);
  await page.locator("[role=dialog] button[type=submit]").focus();
  await page.keyboard.press("Enter");
  await page.locator("article [data-status=sent]").first().waitFor(); // painted before the server has answered
  await eventually("the server knows that it was sent", async () => (await status()) === "sent");
  assert.equal(await page.locator("article [data-move]").count(), 0, "nothing can be done with a mail that was sent");
});

test("a mail is looked at without setting anything off, and the keyboard scrolls it", async () => {
  const page = await stage.visit(sakura);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await stage.go(page, `/mails?open=${mails.sent}`);
  const frame = page.locator("iframe");
  assert.equal(await frame.getAttribute("sandbox"), "");
  const inside = page.frameLocator("iframe");
  await inside.locator("h1").waitFor();
  assert.equal(await inside.locator("a[href], script, img[src]").count(), 0);
  assert.match(await page.title(), /^Mails/);
  assert.deepEqual(
    asked.filter((url) => url.includes("marque.example")),
    [],
  );
  assert.equal(await page.getByText("Pictures from other addresses are left out here.").count(), 1);
  const top = async (): Promise<number> => (await inside.locator("h1").boundingBox())?.y ?? Number.NaN;
  const before = await top();
  await page.locator("article [aria-pressed=false]").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("PageDown");
  for (let turn = 0; turn < 40 && (await top()) >= before; turn += 1)
    await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.ok((await top()) < before, "the mail was scrolled by keyboard");
  assert.equal(await page.getByText("The appointment has changed").count(), 1);
});

test("the mails about one appointment are a list of their own, and those of another dealer are not in it", async () => {
  const other = await putMail(stage.house, "sent", { aboutId: "another", toName: "Somebody else" });
  const page = await stage.visit(sakura);
  await stage.go(page, `/mails?aboutId=${aboutId}`);
  assert.equal(await page.locator(`[data-row="${mails.sent}"]`).count(), 1);
  assert.equal(await page.locator(`[data-row="${other}"]`).count(), 0);
});

test("the editor jumps to the fault, saves a version, and brings an old one back as a new one", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, editor);
  await spoil(page);
  assert.match((await page.locator("form code").textContent()) ?? "", /customer\.nmae/);
  assert.equal(await page.locator("[data-wrong]", { hasText: /^3$/ }).count(), 1, "line 3 is marked");
  await page.getByRole("button", { name: "Go to the fault" }).click();
  const cursor = await page.locator(body).evaluate((area: HTMLTextAreaElement) => {
    const before = area.value.slice(0, area.selectionStart).split("\n");
    return [document.activeElement === area, before.length, (before.at(-1) ?? "").length + 1];
  });
  assert.deepEqual(cursor, [true, 3, 14]);
  assert.equal(await page.locator("button[type=submit]").isDisabled(), true, "a broken template is not saved");
  await page.reload();
  await still(page);
  assert.match(await page.locator(body).inputValue(), /nmae/, "what was typed outlives the page");
  await page
    .locator(body)
    .fill(
      "<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>",
    );
  await page.frameLocator("iframe").getByText("Hi Alex Morgan").waitFor();
  await page.getByLabel("What was changed").fill("Shorter");
  await page.keyboard.press("Control+s");
  await page.locator("h1", { hasText: "Version 1" }).waitFor();
  await page.locator("ol li", { hasText: "Shorter" }).waitFor();
  await page.getByRole("button", { name: "Bring back: Marque’s wording" }).click();
  await page.locator("[role=dialog]", { hasText: "version 2" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: "Version 2" }).waitFor();
  assert.match(await page.locator(body).inputValue(), /Thank you for booking/);
  const { body: list } = await (await stage.house.as(hq)).get<{ items: { number: number }[] }>(
    "/mail-templates?sort=number",
  );
  assert.deepEqual(
    list.items.map(({ number }) => number),
    [1, 2],
  );
});

test("the preview is filled with a real lead that was searched for", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/mail-templates/appointment-moved/customer/ja");
  await page.locator("input[type=search]").fill("佐藤");
  const found = page.locator("section[aria-labelledby=template-preview] ul button").first();
  const name = (await found.locator("span").first().textContent()) ?? "";
  await found.click();
  await page.getByText(`With the values of ${name}`).waitFor();
  await page.frameLocator("iframe").getByText(name).first().waitFor();
});

test("mails that a mail server leaves waiting are said above the list", async () => {
  const page = await stage.visit(sakura, { language: "ru" });
  await page.route(/nextTryAt/, async (route) => {
    const response = await route.fetch();
    assert.equal(response.status(), 200, "the question is understood");
    const told = await response.json();
    assert.equal(told.count.value, 0, "where mails leave nothing is said");
    await route.fulfill({ response, json: { ...told, count: { ...told.count, value: 3 } } });
  });
  await stage.go(page, "/mails");
  await page.getByRole("link", { name: /^3 письма ждут отправки/ }).click();
  await page.waitForURL(/view=waiting/);
});

test("templates are in nobody's way who may not see them", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/mails");
  assert.equal(await page.locator("nav a[href^='/mail-templates']").count(), 0);
  await stage.go(page, editor);
  assert.equal(await page.locator("textarea").count(), 0);
  await page.locator("[role=alert]").waitFor();
});

test("on a phone the places without room at the thumb stand behind “more”", async () => {
  const page = await stage.visit(hq, phone);
  await stage.go(page, "/mails");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Templates" }).click();
  await page.locator("h1", { hasText: "Mail templates" }).waitFor();
  assert.deepEqual(stage.faults, []);
});
