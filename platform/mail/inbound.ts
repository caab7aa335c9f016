import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { mailAddress } from "./address.ts";
import { type CalendarReply, readCalendar } from "./read-calendar.ts";
import { type ReadReply, type ReplyAbout, type ReplyHome, readReplyAddress } from "./reply-address.ts";

/** A mail that came to one of our own reply addresses. */
export type HeardMail = {
  from: string;
  to: string;
  about: ReplyAbout;
  /** Whether the address it came to was written to this recipient alone; null where it named none. */
  isOf: ReadReply["isOf"];
  /** The sender's own; one of ours where the mail has none. */
  messageId: string;
  subject: string;
  /** A machine wrote it: an absence note, a bounce. */
  autoSubmitted: boolean;
  calendar: CalendarReply | null;
};
/** Hears one mail. An error means that the sender may try again. */
export type HearMail = (mail: HeardMail) => Promise<void>;
export type Inbound = { port: number; close(): Promise<void> };

const mostBytes = 1024 * 1024;
type Answered = Error & { responseCode: number };
const answered = (responseCode: number, text: string): Answered => Object.assign(new Error(text), { responseCode });

/** Listens for answers on `port` (0 takes a free one) and lets in only what is sent to an address that we made. */
export async function openInbound(
  choice: ReplyHome & { port: number; host: string; hear: HearMail },
): Promise<Inbound> {
  const server = new SMTPServer({
    size: mostBytes,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    maxClients: 20,
    socketTimeout: 60_000,
    name: choice.domain.toLowerCase(), // the greeting and refusals name the domain of the mails, not the machine
    banner: "Marque",
    onRcptTo: ({ address }, session, done) => {
      if (!readReplyAddress(choice, address)) return done(answered(550, "nobody of this name is here"));
      done(session.envelope.rcptTo.length > 0 ? answered(452, "one address at a time") : null);
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const envelopeFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
      taken(stream)
        .then((bytes) => heard(bytes, { to, envelopeFrom, known: readReplyAddress(choice, to) }))
        .then((mail) => mail && choice.hear(mail))
        .then(
          () => done(null),
          (error: Answered) => done(error.responseCode ? error : answered(451, "not now, try again later")),
        );
    },
  });
  server.on("error", () => undefined); // a client that breaks off is of no interest
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(choice.port, choice.host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** The bytes of a mail; what is too large is read to its end and thrown away, as the protocol wants. */
async function taken(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= mostBytes) parts.push(part);
  }
  if (size > mostBytes || stream.sizeExceeded) throw answered(552, "too large: one megabyte at most");
  return Buffer.concat(parts);
}

type Came = { to: string; envelopeFrom: string; known: ReadReply | null };
const plainParsing = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
  maxHtmlLengthToParse: 1,
};

/** Reads a mail; null where nobody sent it or it is none. Odd ones are refused for good. */
async function heard(bytes: Buffer, { to, envelopeFrom, known }: Came): Promise<HeardMail | null> {
  if (!known) return null;
  if (partsIn(bytes) > mostParts) throw answered(554, "too many parts");
  const mail = await simpleParser(bytes, plainParsing).catch(() => {
    throw answered(554, "this is no mail");
  });
  const from = mail.from?.value.length === 1 ? mailAddress(mail.from.value[0]?.address?.toLowerCase() ?? "") : null;
  const answer = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  const auto = String(mail.headers.get("auto-submitted") ?? "no").toLowerCase();
  return {
    from: from ?? "",
    to,
    ...known,
    messageId: kept(mail.messageId),
    subject: kept(mail.subject),
    autoSubmitted: !auto.startsWith("no") || envelopeFrom === "",
    calendar: answer ? readCalendar(answer.content) : null,
  };
}

/** A header as it can be kept: one line of at most 500 characters. */
const kept = (text = ""): string =>
  text
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 500)
    .toWellFormed();

const mostParts = 100;
/** How many lines could begin a part. */
function partsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf("\n--"); at >= 0 && count <= mostParts; at = bytes.indexOf("\n--", at + 3)) count += 1;
  return count;
}
