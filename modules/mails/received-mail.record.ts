import { email, instant, maybe, oneOf, record, text, texts } from "#platform/record/index.ts";

/** A mail that came back to us, and what became of it. */
export const receivedMail = record("received-mail", {
  plural: "received-mails",
  title: "messageId",
  fields: {
    at: instant(),
    fromEmail: email(),
    /** The sender's own, or one of ours where it has none or a machine wrote it; one is heard once. */
    messageId: text(500),
    subject: text(500),
    outcome: oneOf("done", "ignored"),
    because: text(200),
    /** What a calendar answered, as a digest; empty where it answered nothing. */
    answer: maybe(text(64)),
    aboutRecord: maybe(text(60)),
    aboutId: maybe(text(60)),
    /** The dealer whose it is, where that is known. */
    dealers: texts(1),
  },
  belongsTo: { dealers: "dealers" },
  isAppendOnly: true,
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  list: {
    columns: ["at", "fromEmail", "subject", "outcome", "because"],
    also: ["aboutRecord", "aboutId", "messageId"],
    views: { ignored: { where: { outcome: "ignored" } } },
    sort: "-at",
  },
});
