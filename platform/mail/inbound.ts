import type { AddressInfo } from "node:net";
import type { SMTPServerDataStream } from "smtp-server";
import { WorkRefused, type WorkRoom, workOf } from "#platform/workers/index.ts";
import { type DoorLimits, MailDoor } from "./mail-door.ts";
import type { ReadMail } from "./read-mail.ts";
import { type ReadReply, type ReplyAbout, type ReplyHome, readReplyAddress } from "./reply-address.ts";

/** A mail that came to one of our own reply addresses. */
export type HeardMail = ReadMail & {
  to: string;
  about: ReplyAbout;
  /** Whether the address it came to was written to this recipient alone; null where it named none. */
  isOf: ReadReply["isOf"];
};
/** Hears one mail. An error means that the sender may try again. */
export type HearMail = (mail: HeardMail) => Promise<void>;
export type Inbound = { port: number; close(): Promise<void> };

const mostBytes = 1024 * 1024;
const reading = workOf<typeof import("./read-mail.worker.ts").default>(
  "read-mail",
  new URL("./read-mail.worker.ts", import.meta.url),
  3000,
);
/** Whose turn in the room it is when a mail comes: nobody knows yet which tenant it is for. */
const coming = "mails that came";

type Answered = Error & { responseCode: number };
const answered = (responseCode: number, text: string): Answered => Object.assign(new Error(text), { responseCode });

type Choice = ReplyHome & {
  port: number;
  host: string;
  hear: HearMail;
  /** Where mails are read. */
  room: WorkRoom;
  limits?: Partial<DoorLimits>;
};

/** Listens for answers on `port` (0 takes a free one) and lets in only what is sent to an address that we made. */
export async function openInbound(choice: Choice): Promise<Inbound> {
  const door = new MailDoor(choice.limits ?? {}, {
    size: mostBytes,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    name: choice.domain.toLowerCase(), // the greeting and refusals name the domain of the mails, not the machine
    banner: "Marque",
    onMailFrom: (_address, session, done) =>
      done(door.mayBegin(session) ? null : answered(421, "enough for one visit")),
    onRcptTo: ({ address }, session, done) => {
      if (!readReplyAddress(choice, address))
        return done(
          door.mayErr(session)
            ? answered(550, "nobody of this name is here")
            : answered(421, "too many who are not here"),
        );
      if (session.envelope.rcptTo.length > 0) return done(answered(452, "one address at a time"));
      door.progressed(session);
      done(null);
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const isFromNobody = !session.envelope.mailFrom || session.envelope.mailFrom.address === "";
      door
        .receiving(session, () => taken(stream, () => door.progressed(session)))
        .then((bytes) => heard(choice, bytes, to, isFromNobody))
        .then(
          () => done(null),
          (error: Answered) => done(error.responseCode ? error : answered(451, "not now, try again later")),
        )
        .finally(() => door.answered(session));
    },
  });
  door.on("error", () => undefined); // a client that breaks off is of no interest
  await new Promise<void>((resolve, reject) => {
    door.server.once("error", reject);
    door.listen(choice.port, choice.host, resolve);
  });
  const { port } = door.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => door.close(resolve)) };
}

/** The bytes of a mail; what is too large is read to its end and thrown away, as the protocol wants. */
async function taken(stream: SMTPServerDataStream, onMore: () => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    onMore();
    size += part.length;
    if (size <= mostBytes) parts.push(part);
  }
  if (size > mostBytes || stream.sizeExceeded) throw answered(552, "too large: one megabyte at most");
  return Buffer.concat(parts);
}

/** Reads a mail and has it heard. Odd ones are refused for good. */
async function heard(choice: Choice, bytes: Buffer, to: string, isFromNobody: boolean): Promise<void> {
  const known = readReplyAddress(choice, to);
  if (!known) return;
  const mail = await choice.room.run(reading, coming, bytes).catch((error: unknown) => {
    if (error instanceof WorkRefused && error.because !== "too-busy") throw answered(554, "it takes too long to read");
    throw error;
  });
  if ("refused" in mail) throw answered(554, mail.refused);
  await choice.hear({ ...mail, ...known, to, autoSubmitted: mail.autoSubmitted || isFromNobody });
}
