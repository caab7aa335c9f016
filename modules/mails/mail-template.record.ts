import { integer, maybe, notes, oneOf, record, text } from "#platform/record/index.ts";

/** One version of how a mail reads. Versions are only added; the highest number holds. */
export const mailTemplate = record("mail-template", {
  plural: "mail-templates",
  title: "kind",
  fields: {
    kind: text(60),
    audience: oneOf("customer", "dealer"),
    language: oneOf("en", "ja", "zh", "ru"),
    number: integer(1, 100_000),
    /** One line, with values in Liquid. */
    subject: text(500),
    /** MJML with values in Liquid. */
    body: text(60_000),
    /** What was changed, and why. */
    note: maybe(notes()),
  },
  isAppendOnly: true,
  see: { hq: "all", admin: "all" },
  create: ["hq"],
  list: {
    columns: ["kind", "audience", "language", "number", "subject", "note", "createdAt"],
    views: {},
    sort: "-createdAt",
  },
});
