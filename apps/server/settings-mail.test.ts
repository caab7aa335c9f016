import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { settingsFrom } from "./settings.ts";

const wrong: readonly [Record<string, string>, RegExp][] = [
  [{ SMTP_URL: "mail.example:587", MAIL_FROM: "a@b.example" }, /^SMTP_URL is no mail server/],
  [{ SMTP_URL: "http://mail.example", MAIL_FROM: "a@b.example" }, /^SMTP_URL is no mail server/],
  [{ SMTP_URL: "smtp://u:hunter2@mail.example:587/x", MAIL_FROM: "a@b.example" }, /^SMTP_URL is no mail server/],
  [{ SMTP_URL: "smtp://mail.example" }, /^MAIL_FROM is missing/],
  [{ MAIL_FROM: "a@b.example, c@d.example" }, /^MAIL_FROM is not one sender/],
  [{ MAIL_IN_PORT: "mail" }, /^MAIL_IN_PORT is "mail"/],
  [{ MARQUE_URL: "marque.example" }, /^MARQUE_URL is no address/],
];

test("a wrong setting of mails is one line with its fix, and no password stands in it", () => {
  for (const [env, line] of wrong) {
    const settings = settingsFrom(env, []);
    assert.equal(settings.kind, "wrong", JSON.stringify(env));
    assert.ok(settings.kind === "wrong" && settings.lines.length === 1);
    assert.match(settings.lines[0] ?? "", line);
    assert.ok(!settings.lines.join().includes("hunter2"));
  }
});

test("the settings of mails are read as they were meant", () => {
  const env = {
    SMTP_URL: "smtps://u%40x:p%2Fw@mail.example",
    MAIL_FROM: "Neo <a@b.example>",
    MAIL_IN_PORT: "2525",
    MARQUE_URL: "https://m.example/",
  };
  const settings = settingsFrom(env, []);
  assert.ok(settings.kind === "settings");
  assert.deepEqual(settings.mail, {
    smtp: { host: "mail.example", port: 465, isSecure: true, user: "u@x", password: "p/w" },
    from: { name: "Neo", email: "a@b.example" },
    inPort: 2525,
    publicUrl: "https://m.example",
  });
});

test("production without a mail server says at the start that mails wait", () => {
  const settings = settingsFrom(
    { DATABASE_URL: "postgres://marque:s3%40fe@db:5432/marque", MARQUE_SECRET: "kX9vQm2TzR7wLc4NbY8pHd5GfJ1sAe6U" },
    ["--production"],
  );
  assert.ok(settings.kind === "settings");
  assert.deepEqual(settings.notes, ["SMTP_URL is not set: mails are planned and wait, and none is sent."]);
});
