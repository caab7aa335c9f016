import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { type ParsedMail, simpleParser } from "mailparser";
import { contacted, made } from "#apps/testing/lead-steps.ts";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";

let office: PostOffice;
let house: TestHouse;
let advisor: Voice;
before(async () => {
  office = await openPostOffice();
  house = await openTestHouse(undefined, { SMTP_URL: office.url });
  advisor = await house.as("advisor@sakura.demo");
});
after(async () => {
  await house.close();
  await office.close();
});

/** Books a time in twelve days and gives the customer's mail about it. */
async function booked(email: string, language: string): Promise<ParsedMail> {
  const lead = await contacted(house, advisor, { email, language, phone: undefined });
  const from = inDays(12).slice(0, 10);
  const free = await advisor.get<{ items: { startsAt: string }[] }>(`/service-slots?lead=${lead}&from=${from}&days=14`);
  await made(advisor, lead, "book", { at: free.body.items[0]?.startsAt, remindCustomer: true });
  return eventually("the customer is told", async () => {
    const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
    return mails.find((mail) => [mail.to].flat().some((to) => to?.value[0]?.address === email));
  });
}
const calendarOf = (mail: ParsedMail): string =>
  mail.attachments.find(({ contentType }) => contentType === "text/calendar")?.content.toString("utf8") ?? "";
const written = (mail: ParsedMail): string => `${mail.html || ""}\n${mail.text}`;

test("while a customer may change the appointment the mail leads there, with address and phone as the country writes them", async () => {
  await house.sql(
    "update dealer set phone = '+81312345678', postal_code = '150-0031', city = '東京都渋谷区', street = '桜丘町1-2-3' where code = 'SAKURA'",
  );
  for (const language of ["ja", "en"]) {
    const mail = await booked(`far-${language}@example.org`, language);
    assert.match(written(mail), /\/appointments\/c\//);
    assert.match(calendarOf(mail), /^URL/m);
    for (const said of [mail.html || "", mail.text ?? ""]) {
      assert.ok(said.includes("〒150-0031 東京都渋谷区桜丘町1-2-3"), said);
      assert.ok(said.includes("03-1234-5678"), said);
      assert.ok(!said.includes("+81"), said);
    }
  }
});

const calls = {
  ja: "オンラインでのご変更",
  en: "no longer be changed online",
  zh: "无法在线更改",
  ru: "через интернет уже нельзя",
};
for (const [language, says] of Object.entries(calls)) {
  test(`when only a call can still change the appointment the mail offers no link and gives the number (${language})`, async () => {
    await house.sql("update dealer set customer_change_hours = 400, phone = '+81312345678' where code = 'SAKURA'");
    const mail = await booked(`near-${language}@example.org`, language);
    assert.ok(mail.text?.includes(says), mail.text);
    assert.ok(mail.text?.includes("03-1234-5678"), mail.text);
    assert.doesNotMatch(written(mail), /\/appointments\/c\//);
    assert.doesNotMatch(calendarOf(mail), /^URL/m);
  });
}
