import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { consentPurposes } from "../aftersales-lead.record.ts";
import {
  closedPage,
  consentWording,
  type FormPage,
  formLanguage,
  formLanguages,
  formPage,
  formToken,
  thanksPage,
} from "./index.ts";

const seal = { secret: "a secret of the test", tenant: "neo-jp", formKey: "a digest" };
const opened = Date.parse("2026-11-22T09:00:00.000Z");
const token = formToken(opened, "one", seal);
const market = { name: "Neo Motors", zone: "Asia/Tokyo", country: "JP" };
const empty: FormPage = {
  language: "ja",
  market,
  values: {},
  problems: [],
  dealers: [{ code: "SAKURA", name: "Sakura & Co." }],
  now: "2026-11-22T09:20:00.000Z",
  token,
  key: "demo-form",
};
const names = (page: string): string[] => [...page.matchAll(/ id="(\w*Name\w*)"/g)].map(([, name = ""]) => name);

test("nothing a stranger writes becomes markup", () => {
  const evil = `"><script>alert('x')</script>&`;
  const values = { lastName: evil, request: evil, campaign: evil, dealer: evil, preferredSlot1: evil };
  const page = formPage({
    ...empty,
    values,
    dealers: [{ code: evil, name: evil }],
    key: evil,
    market: { ...market, name: evil },
  });
  assert.doesNotMatch(page, /<script/);
  assert.ok(page.includes('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"'));
  assert.doesNotMatch(
    thanksPage({ language: "ja", market, dealer: evil, id: evil, key: evil }),
    /<script|href="[^"]*[<>]/,
  );
});

test("signs that show nothing do not reach the page", () => {
  assert.ok(formPage({ ...empty, values: { city: "Tok\u0000yo\ud800" } }).includes('value="Tokyo\ufffd"'));
});

test("what was typed stays when something is wrong", () => {
  const values = {
    lastName: "佐藤",
    email: "sato@",
    request: "\n車検\n警告灯",
    dealer: "SAKURA",
    language: "ru",
    preferredSlot2: "2026-11-30T10:00",
    "consents.phone": "yes",
    campaign: "service-reminder",
  };
  const page = formPage({ ...empty, values, problems: [{ field: "email", code: "invalid-email" }] });
  assert.match(page, /id="lastName" name="lastName"[^>]* value="佐藤"/);
  assert.match(page, /type="email" value="sato@"/);
  assert.match(page, /<textarea id="request"[^>]*>\n\n車検\n警告灯<\/textarea>/);
  assert.match(page, /<option selected value="SAKURA">Sakura &amp; Co\.<\/option>/);
  assert.match(page, /<option lang="ru" selected value="ru">/);
  assert.match(page, /id="preferredSlot2"[^>]* value="2026-11-30T10:00"/);
  assert.match(page, /name="consents\.phone" checked/);
  assert.match(page, /type="hidden" name="campaign" value="service-reminder"/);
});

test("the summary of problems takes the focus and leads to each field", () => {
  const problems = [
    { field: "preferredSlots.0", code: "in-the-past" },
    { code: "name-missing" },
    { field: "email", code: "invalid-email" },
  ];
  const page = formPage({ ...empty, values: { preferredSlot3: "2020-01-01T10:00" }, problems });
  assert.match(page, /<title>エラー: /);
  assert.match(page, /role="alert" tabindex="-1" autofocus/);
  const links = [...page.matchAll(/<a href="#([^"]+)"/g)].map(([, name = ""]) => name);
  assert.deepEqual(links, ["lastName", "email", "preferredSlot3"]);
  for (const name of links)
    assert.match(page, new RegExp(`id="${name}"[^>]* aria-describedby="[^"]*${name}-problem" aria-invalid="true"`));
});

test("a problem nobody foresaw still says that the marked fields should be looked at", () => {
  const page = formPage({ ...empty, language: "en", problems: [{ field: "vin", code: "never-heard-of" }] });
  assert.match(page, /<p class="problem" id="vin-problem">Something is not right/);
});

test("a mail address that cannot be one is answered with how one looks", () => {
  const page = formPage({
    ...empty,
    language: "en",
    values: { email: "sato@" },
    problems: [{ field: "email", code: "custom" }],
  });
  assert.match(page, /id="email-problem">This is not a mail address\. It looks like name@example\.com\./);
});

test("a contact that nobody could use is asked again at its field in the words of each language", () => {
  const said = formLanguages.map((language) => {
    const problems = [{ field: "otherPhone", code: "not-a-phone" }];
    const page = formPage({ ...empty, language, values: { otherPhone: "ask my wife" }, problems });
    assert.match(page, /<a href="#otherPhone">/);
    assert.match(page, /id="otherPhone"[^>]* aria-invalid="true"[^>]* value="ask my wife"/);
    return /id="otherPhone-problem">([^<]*)</.exec(page)?.[1];
  });
  assert.equal(new Set(said).size, 4);
  for (const sentence of said) assert.match(sentence ?? "", /090-1234-5678/);
});

test("the form speaks four languages, and each page says which", () => {
  const pages = formLanguages.map((language) => formPage({ ...empty, language }));
  for (const [i, page] of pages.entries()) assert.ok(page.includes(`<html lang="${formLanguages[i]}">`));
  for (const page of [...pages, ...formLanguages.map((language) => closedPage(language))])
    assert.doesNotMatch(page, />(?:aftersales-form|aftersales-lead)\./, "a key without its word");
  assert.equal(new Set(pages.map((page) => /<h1>(.*)<\/h1>/.exec(page)?.[1])).size, 4);
});

test("the family name comes first in Japanese and Chinese, and only Japanese asks for readings", () => {
  const asked = (language: FormPage["language"]): string[] => names(formPage({ ...empty, language }));
  assert.deepEqual(asked("ja"), ["lastName", "firstName", "lastNameReading", "firstNameReading"]);
  assert.deepEqual(asked("zh"), ["lastName", "firstName"]);
  assert.deepEqual(asked("en"), ["firstName", "lastName"]);
  assert.deepEqual(asked("ru"), ["firstName", "lastName"]);
});

test("who changes the language of the page is spoken to in it, unless another was chosen", () => {
  const spoken = (values: Record<string, string>): string | undefined =>
    /<option lang="(\w+)" selected/.exec(formPage({ ...empty, language: "en", values }))?.[1];
  assert.equal(spoken({}), "en");
  assert.equal(spoken({ lang: "ja", language: "ja" }), "en");
  assert.equal(spoken({ lang: "ja", language: "ru" }), "ru");
});

test("the form opens in the language of the address, else of the browser, else of the market", () => {
  assert.equal(formLanguage("ru", "zh-CN,zh;q=0.9", "ja"), "ru");
  assert.equal(formLanguage("xx", "fr-FR, zh-CN;q=0.9", "ja"), "zh");
  assert.equal(formLanguage(undefined, undefined, "ja"), "ja");
});

test("every control has its label, and nobody has ticked a consent for the customer", () => {
  const page = formPage(empty);
  const controls = [
    ...page.matchAll(
      /<(?:input|select|textarea) (?!type="hidden")[^>]*id="([^"]+)"|<input type="checkbox"[^>]* id="([^"]+)"/g,
    ),
  ];
  const ids = controls.map(([, id, box]) => id ?? box ?? "");
  assert.equal(ids.filter((id) => id.startsWith("consents.")).length, consentPurposes.length);
  for (const id of ids) assert.ok(page.includes(`<label for="${id}">`), id);
  assert.doesNotMatch(page, / checked/);
});

test("the wording of a consent is the sentence beside its box", () => {
  for (const purpose of consentPurposes)
    assert.ok(formPage(empty).includes(`<label for="consents.${purpose}">${consentWording("ja", purpose)}</label>`));
});

test("Enter in a field sends the form and does not change its language", () => {
  const first = /<button [^>]*>/.exec(formPage(empty))?.[0] ?? "";
  assert.match(first, /type="submit"/);
  assert.doesNotMatch(first, /showIn/);
});
