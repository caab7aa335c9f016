import {
  codeOf,
  email,
  instant,
  integer,
  language,
  maybe,
  notes,
  oneOf,
  record,
  text,
} from "#platform/record/index.ts";

/** What can be kept of a mail, in characters. */
export const longestMail = { html: 500_000, text: 200_000 };

/**
 * One mail of one cause. It is handed to a mail server at most once by the program: where nobody knows whether the server
 * took it, it waits as "maybe sent" for a person.
 */
export const mail = record("mail", {
  plural: "mails",
  title: "toName",
  fields: {
    /** Which mail it is, such as "appointment-confirmed". */
    kind: text(60),
    /** Staff: the person themself, about their own account. */
    audience: oneOf("customer", "dealer", "staff"),
    /** Why there is this mail: one cause, one mail, one Message-ID for ever. */
    cause: text(200),
    /** Whose people see it; a mail to staff is no dealer's. */
    dealer: maybe(codeOf("dealer")),
    aboutRecord: text(60),
    aboutId: text(60),
    toEmail: email(),
    toName: text(),
    language: language(),
    /** Which version of the thing it is about this mail tells of. */
    sequence: integer(),
    /** Not before this moment. */
    sendAt: instant(),
    /** From this moment on nobody needs it any more. */
    uselessFrom: maybe(instant()),
    /** After a refusal: not again before this moment. */
    nextTryAt: maybe(instant()),
    sentAt: maybe(instant()),
    /** How often it was handed to the mail server. */
    handOverCount: integer(0, 1000),
    /** How often the server refused it since a person last sent it. */
    refusalCount: integer(0, 1000),
    /** The server's last answer, or what went wrong on the way. */
    refusal: maybe(text(1000)),
    /** Why it was dropped, or why it does not read as headquarters wrote it. */
    because: maybe(notes()),
    messageId: maybe(text()),
    subject: maybe(text(500)),
    text: maybe(text(longestMail.text)),
    html: maybe(text(longestMail.html)),
    calendar: maybe(text(50_000)),
  },
  states: {
    planned: { starts: true },
    due: {},
    sending: {},
    "maybe-sent": {},
    parked: {},
    sent: { isFinal: true },
    dropped: { isFinal: true },
  },
  moves: {
    release: { from: ["planned"], to: "due", by: "clock" },
    take: { from: ["due"], to: "sending", by: "clock" },
    accept: { from: ["sending"], to: "sent", by: "clock" },
    doubt: { from: ["sending"], to: "maybe-sent", by: "clock" },
    refuse: { from: ["sending"], to: "due", by: "clock" },
    park: { from: ["sending", "due"], to: "parked", by: "clock" },
    "send-again": { from: ["maybe-sent", "parked"], to: "due" },
    arrived: { from: ["maybe-sent"], to: "sent" },
    drop: { from: ["planned", "due", "parked", "maybe-sent"], to: "dropped", asks: { because: maybe(notes()) } },
  },
  clocks: {
    release: { at: "sendAt", stops: ["drop"], whenDue: { planned: "release" } },
  },
  belongsTo: { dealer: "dealer" },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  /** With the change that causes it. */
  create: ["advisor", "store-manager", "hq", "call-centre"],
  make: {
    "send-again": ["advisor", "store-manager", "hq", "call-centre"],
    arrived: ["advisor", "store-manager", "hq", "call-centre"],
    drop: ["advisor", "store-manager", "hq", "call-centre"],
  },
  export: ["hq"],
  search: ["toName", "toEmail", "subject"],
  untold: ["text", "html", "calendar"],
  list: {
    columns: ["kind", "audience", "toName", "toEmail", "status", "sendAt", "sentAt"],
    also: [
      "dealer",
      "cause",
      "language",
      "subject",
      "aboutRecord",
      "aboutId",
      "sequence",
      "handOverCount",
      "refusal",
      "because",
      "nextTryAt",
    ],
    views: {
      "needs-a-look": { where: { status: ["maybe-sent", "parked"] } },
      waiting: { where: { status: ["planned", "due", "sending"] }, sort: "sendAt" },
      sent: { where: { status: "sent" }, sort: "-sentAt" },
      dropped: { where: { status: "dropped" } },
    },
    sort: "-createdAt",
  },
});
