import assert from "node:assert/strict";
import test from "node:test";
import { formToken, readForm, renewedToken, spamReason, typedIn } from "./index.ts";

const secret = "a secret of the test";
const opened = Date.parse("2026-11-22T09:00:00.000Z");
const token = formToken(opened, { nonce: "one", secret });
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
  assert.equal(spamReason({ token }, seconds(3), secret), null);
  assert.equal(spamReason({ token }, seconds(2.9), secret), "too-fast");
  assert.equal(spamReason({ token, website: "https://buy.example" }, seconds(60), secret), "honeypot");
  assert.equal(spamReason({ token }, seconds(24 * 3_600 + 1), secret), "expired");
  assert.equal(spamReason({}, seconds(60), secret), "expired");
  assert.equal(
    spamReason({ token: token.replace(String(opened), String(opened - 60_000)) }, seconds(1), secret),
    "expired",
  );
  assert.equal(spamReason({ token }, seconds(60), "another secret"), "expired");
});

test("whoever was refused may send again: the visit keeps its beginning and becomes a new act", () => {
  const again = renewedToken(token, seconds(2), { nonce: "two", secret });
  assert.notEqual(again, token);
  assert.equal(spamReason({ token: again }, seconds(3), secret), null);
  const late = renewedToken(token, seconds(90_000), { nonce: "three", secret });
  assert.equal(spamReason({ token: late }, seconds(90_004), secret), null);
});
