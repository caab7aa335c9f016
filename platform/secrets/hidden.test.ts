import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import fc from "fast-check";
import { newId, newSecret } from "#platform/clocks/chance.ts";
import { replyAddress } from "#platform/mail/reply-address.ts";
import { withoutSecrets } from "./hidden.ts";

const home = { domain: "marque.example", secret: "a secret of the tests, long enough" };
const address = replyAddress(home, { kind: "appointment", id: newId() }, { tenant: "home", email: "a@b.example" });
const sign = "Ab3_-9xYz0Qw1Er2Ty3Ui4Op5As6Df7G";
const link = `https://marque.example/appointments/c/neo-jp.${newId()}.3.${sign}`;
const unsubscribe = `https://marque.example/mail/unsubscribe/neo-jp.${newId()}.${sign}`;
const reset = `https://marque.example/reset-password#${newSecret().slice(0, 40)}a1Z`;

/** Its last signs, without which the rest is of no use. */
const signOf = (secret: string): string => secret.replace(/@.*/, "").slice(-12).toLowerCase();
for (const [what, secret] of Object.entries({ address, link, unsubscribe, reset }))
  test(`whoever writes the secret ${what} into a text does not hand it on, known or not`, () => {
    for (const text of [secret, `He wrote ${secret}, thanks.`, `<${secret}>`, `見積 ${secret}。`])
      for (const known of [[], [secret]]) {
        const shown = withoutSecrets(text, known);
        assert.ok(!shown.toLowerCase().includes(signOf(secret)), shown);
      }
  });

test("a password in an address is taken out, name and host are left", () => {
  assert.equal(
    withoutSecrets("cannot reach postgres://marque:p:ss@db.example:5432/x"),
    "cannot reach postgres://…@db.example:5432/x",
  );
});

test("of a known secret no part of eight signs is left, however the text cuts it, folds it or codes it", () => {
  const signs = /[^/#+]*$/.exec(address.replace(/@.*/, ""))?.[0] ?? "";
  fc.assert(
    fc.property(fc.nat(70), fc.nat(70), fc.constantFrom("\r\n 550-", "=\r\n", " "), fc.nat(2), (a, b, fold, shift) => {
      const cut = signs.slice(Math.min(a, b), Math.max(a, b));
      const folded = `${signs.slice(0, a)}${fold}${signs.slice(a)}`;
      const coded = Buffer.from(`${"x".repeat(shift)}Reply-To: ${address}`).toString("base64");
      for (const text of [cut, folded, coded]) {
        const shown = withoutSecrets(`550 5.7.1 refused: ${text} by policy`, [address]);
        const decoded = Buffer.from(/: ?(\S*)/.exec(shown)?.[1] ?? "", "base64").toString("latin1");
        for (let at = 0; at + 8 <= signs.length; at++) {
          assert.ok(!shown.includes(signs.slice(at, at + 8)), shown);
          assert.ok(!decoded.includes(signs.slice(at, at + 12)), shown);
        }
        assert.match(shown, /^550 5\.7\.1 refused: .*by policy$/s);
      }
    }),
  );
});

test("what is no secret stays as it is", () => {
  for (const text of [
    "550 5.1.1 <hanako@example.org> no such user: see https://support.example.com/mail/?p=NoSuchUser",
    "250 2.0.0 Ok: queued as 4Wt1Zk3xw5z9rXq",
    `Message-ID <${newId()}@marque.example>`,
    "https://drive.google.com/file/d/1A2b3C4d5E6f7G8h9I0j1K2l3M4n5O6p7/view",
    "ブレーキから音がします。点検をお願いします。連絡先は 090-1234-5678 です。",
    "a".repeat(43),
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ])
    assert.equal(withoutSecrets(text, [address]), text);
});

test("a text that looks like secrets from end to end is gone through once", () => {
  for (const piece of ["a-", "0123456789abcdefghijklmnop.", "x://", "aA0_", "00000000-0000-0000-0000-000000000000."])
    assert.ok(withoutSecrets(piece.repeat(20_000)).length <= piece.length * 20_000);
});
