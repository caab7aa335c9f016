import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { briefly } from "./briefly.ts";

test("of the server's answer to a mail with a secret link only the codes are kept", () => {
  const quoting = "554 5.7.1 blocked: https://marque.example/reset-password#abc";
  assert.deepEqual(briefly({ refused: quoting, isForGood: true }), { refused: "554 5.7.1", isForGood: true });
  assert.deepEqual(briefly({ accepted: "250 OK reset-password#abc" }), { accepted: "250" });
  assert.deepEqual(briefly({ doubtful: "lost after reset-password#abc" }), { doubtful: "no answer" });
});
