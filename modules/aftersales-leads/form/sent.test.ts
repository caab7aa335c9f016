import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { askedAgain, formToken, readForm, renewedToken, spamReason, typedIn } from "./index.ts";

const seal = { secret: "a secret of the test", tenant: "neo-jp", formKey: "a digest" };
const opened = Date.parse("2026-11-22T09:00:00.000Z");
const token = formToken(opened, "one", seal);
const seconds = (n: number): number => opened + n * 1_000;

test("a wish is told in the market's time, and an empty field is not sent", () => {
  const sent = readForm(
    {
      lastName: " 佐藤 ",
      city: "  ",
      preferredSlot2: "2026-11-30T10:00",
      preferredSlot3: "soon",
      "consents.fax": "yes",
      website: "",
    },
    "Asia/Tokyo",
  );
  assert.equal(sent.lastName, "佐藤");
  assert.ok(!("city" in sent));
  assert.deepEqual(sent.preferredSlots, ["2026-11-30T01:00:00.000Z", "soon"]);
  assert.deepEqual(sent.consents, {
    directMarketing: false,
    profiling: false,
    email: false,
    phone: false,
    post: false,
    text: false,
    fax: true,
    socialMedia: false,
  });
  assert.deepEqual(Object.keys(sent).sort(), ["consents", "lastName", "preferredSlots"]);
});

test("a body that is no form has no texts", () => {
  assert.deepEqual(typedIn(null), {});
  assert.deepEqual(typedIn("text"), {});
  assert.deepEqual(typedIn({ email: ["a@b.example", "c"], phone: { x: 1 } }), { email: "a@b.example" });
});

test("a filled trap, a page sent within three seconds, and a page we never opened are refused", () => {
  const sent = { token, website: "" };
  assert.equal(spamReason(sent, seconds(3), seal), null);
  assert.equal(spamReason(sent, seconds(2.9), seal), "too-fast");
  assert.equal(spamReason({ ...sent, website: "https://buy.example" }, seconds(60), seal), "honeypot");
  assert.equal(spamReason(sent, seconds(24 * 3_600), seal), null);
  assert.equal(spamReason(sent, seconds(24 * 3_600 + 1), seal), "expired");
  assert.equal(spamReason({ website: "" }, seconds(60), seal), "expired");
  const older = token.replace(String(opened), String(opened - 60_000));
  assert.equal(spamReason({ ...sent, token: older }, seconds(1), seal), "expired");
});

test("what comes without the field that people cannot see comes from no browser", () => {
  assert.equal(spamReason({ token }, seconds(60), seal), "decoy-missing");
});

test("a page's token is good for its own form, tenant and house only", () => {
  for (const other of [{ secret: "another" }, { tenant: "neo-eu" }, { formKey: "another digest" }])
    assert.equal(spamReason({ token, website: "" }, seconds(60), { ...seal, ...other }), "expired");
});

test("a page opened before the machine's clock was set back is asked for again, and can be sent then", () => {
  assert.equal(spamReason({ token, website: "" }, seconds(-3_600), seal), "expired");
  const again = renewedToken(token, seconds(-3_600), "two", seal);
  assert.equal(spamReason({ token: again, website: "" }, seconds(-3_596), seal), null);
});

test("whoever was refused may send again: the visit keeps its beginning and becomes a new act", () => {
  const again = renewedToken(token, seconds(2), "two", seal);
  assert.notEqual(again, token);
  assert.equal(spamReason({ token: again, website: "" }, seconds(3), seal), null);
  const late = renewedToken(token, seconds(90_000), "three", seal);
  assert.equal(spamReason({ token: late, website: "" }, seconds(90_004), seal), null);
});

test("everything that is wrong is asked again at once, and a contact must be one", () => {
  const asked = (typed: Record<string, string>): string[] =>
    askedAgain(readForm(typed, "Asia/Tokyo"), "JP").map(({ field, code }) => `${field} ${code}`);
  const name = { lastName: "佐藤" };
  assert.deepEqual(asked({ ...name, phone: "０３-1234-5678" }), []);
  assert.deepEqual(asked({ ...name, email: "sato@example.jp" }), []);
  assert.deepEqual(asked({ ...name, phone: "+44 20 7946 0958" }), []);
  assert.deepEqual(asked({ ...name, phone: "妻に聞いて" }), ["phone not-a-phone"]);
  assert.deepEqual(asked({ ...name, email: "sato@example.jp", phone: "12", otherPhone: "x" }), [
    "phone not-a-phone",
    "otherPhone not-a-phone",
  ]);
  const all = asked({ email: "sato@", phone: "x" }).map((one) => one.split(" ")[0]);
  assert.deepEqual(all, ["email", "lastName", "phone"]);
});
