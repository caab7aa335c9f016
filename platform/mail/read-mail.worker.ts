import { simpleParser } from "mailparser";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import { mailAddress } from "./address.ts";
import { readCalendar } from "./read-calendar.ts";
import type { ReadMail } from "./read-mail.ts";

const mostParts = 100;
const plainParsing = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
  maxHtmlLengthToParse: 1,
};

/** Reads a mail, or says why it is none. */
export default async function readMail(raw: Uint8Array): Promise<ReadMail | { refused: string }> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (partsIn(bytes) > mostParts) return { refused: "too many parts" };
  const mail = await simpleParser(bytes, plainParsing).catch(() => null);
  if (mail === null) return { refused: "this is no mail" };
  const [sender, another] = mail.from?.value ?? [];
  const answer = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  const auto = String(mail.headers.get("auto-submitted") ?? "no").toLowerCase();
  return {
    from: another ? "" : addressOf(sender?.address?.toLowerCase() ?? ""),
    messageId: kept(mail.messageId),
    subject: kept(mail.subject),
    autoSubmitted: !auto.startsWith("no"),
    calendar: answer ? readCalendar(answer.content) : null,
  };
}

/** An address that can be written to; what is sent in the name of one of our own is nobody's. */
const addressOf = (text: string): string => (withoutSecrets(text) === text ? (mailAddress(text) ?? "") : "");

/** A header as it can be kept: one line of at most 500 characters, without our own secrets, which bounces quote. */
const kept = (text = ""): string =>
  withoutSecrets(text.replaceAll(/\p{Cc}+/gu, " ").trim())
    .slice(0, 500)
    .toWellFormed();

/** How many lines could begin a part. */
function partsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf("\n--"); at >= 0 && count <= mostParts; at = bytes.indexOf("\n--", at + 3)) count += 1;
  return count;
}
