import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { machineMs } from "#platform/clocks/clock.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";

/** What became of a hand-over: the server took it, refused it, or nobody knows. */
export type Verdict = { accepted: string } | { refused: string; isForGood: boolean } | { doubtful: string };

/** A way out for mails, one after the other. */
export type Transport = {
  /** Makes sure that the server is there; gives why it is not, or null. */
  ready(): Promise<string | null>;
  /** Hands one mail over. Never throws. */
  send(envelope: { from: string; to: string }, bytes: Buffer): Promise<Verdict>;
  close(): void;
};

/** Keeps mails where they are: what the demo does without a mail server. */
export const mailbox = (): Transport => ({
  ready: async () => null,
  send: async () => ({ accepted: "kept in the mailbox" }),
  close: () => undefined,
});

export type SmtpPlace = { host: string; port: number; isSecure: boolean; user: string; password: string };

/** Reads `smtp://user:pass@host:port` or `smtps://…`; null where it is neither. */
export function smtpPlaceOf(url: string): SmtpPlace | null {
  if (!URL.canParse(url) || /\s/.test(url)) return null;
  const { protocol, hostname, port, username, password, pathname, search } = new URL(url);
  if ((protocol !== "smtp:" && protocol !== "smtps:") || !hostname || (pathname !== "" && pathname !== "/") || search)
    return null;
  const isSecure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (isSecure ? 465 : 587)),
    isSecure,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** How long a refused login is not tried again, in milliseconds; servers lock out who asks too often. */
const firstRestMs = 60_000;
const longestRestMs = 15 * 60_000;

/**
 * Hands mails to the server over one connection that is kept while it is used. A refused login is the server's affair and
 * no mail's: mails wait, and it is tried again after 1, 2, 4 … at most 15 minutes. `clock` is the machine's.
 */
export function smtp(place: SmtpPlace, clock: () => number = machineMs): Transport {
  let open: SMTPConnection | undefined;
  let login: { refused: string; restMs: number; untilMs: number } | undefined;
  const drop = (): void => {
    open?.close();
    open = undefined;
  };
  return {
    ready: async () => {
      if (open && !open.destroyed) return null;
      drop();
      if (login && clock() < login.untilMs) return login.refused;
      try {
        open = await connected(place);
        login = undefined;
        return null;
      } catch (error) {
        const why = withoutSecrets(sentenceOf(error), place.password === "" ? [] : [place.password]);
        if ((error as SmtpError).code !== "EAUTH") return why;
        const restMs = login ? Math.min(2 * login.restMs, longestRestMs) : firstRestMs;
        login = { refused: `it refuses the login: ${why}`, restMs, untilMs: clock() + restMs };
        return login.refused;
      }
    },
    send: async (envelope, bytes) => {
      if (!open) return { refused: "there is no connection", isForGood: false };
      const verdict = await handOver(open, envelope, bytes);
      if (!("accepted" in verdict)) drop(); // what the connection still holds of it must not mix with the next mail
      return verdict;
    },
    close: () => {
      open?.quit();
      open = undefined;
    },
  };
}

function connected({ host, port, isSecure, user, password }: SmtpPlace): Promise<SMTPConnection> {
  // Nothing of a server that offers encryption is sent in the clear; one that offers none gets no password.
  const connection = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    requireTLS: user !== "" && !isSecure,
    ...patience,
  });
  return new Promise((resolve, reject) => {
    connection.on("error", reject); // later errors are told to the mail that is under way
    const give = (failed: unknown): void => {
      connection.close();
      reject(failed);
    };
    connection.connect((failed) => {
      if (failed) return give(failed);
      if (user === "") return resolve(connection);
      connection.login({ user, pass: password }, (refused) => (refused ? give(refused) : resolve(connection)));
    });
  });
}

type SmtpError = { message: string; response?: string; responseCode?: number; code?: string };

function handOver(connection: SMTPConnection, envelope: { from: string; to: string }, bytes: Buffer): Promise<Verdict> {
  let hasBegun = false;
  // Read only once the server asked for the message: from then on silence means that nobody knows.
  const message = Readable.from(
    (function* () {
      hasBegun = true;
      yield bytes;
    })(),
  );
  return new Promise((resolve) => {
    // in the next turn, since an error that says more comes right behind it
    const lost = (): void => void setImmediate(() => resolve(unanswered(hasBegun, "the connection ended")));
    connection.once("end", lost);
    connection.send({ from: envelope.from, to: [envelope.to], size: bytes.length }, message, (error, info) => {
      connection.off("end", lost);
      resolve(error ? judged(error as SmtpError, hasBegun) : { accepted: String(info?.response ?? "accepted") });
    });
  });
}

const unanswered = (hasBegun: boolean, why: string): Verdict =>
  hasBegun ? { doubtful: why } : { refused: why, isForGood: false };

/** 421 says that the server goes away, not what became of the mail it already had. */
function judged(error: SmtpError, hasBegun: boolean): Verdict {
  const { responseCode } = error;
  if (responseCode === undefined || (responseCode === 421 && hasBegun)) return unanswered(hasBegun, sentenceOf(error));
  return { refused: sentenceOf(error), isForGood: responseCode >= 500 };
}

const sentenceOf = (error: unknown): string => {
  const { response, message } = error as SmtpError;
  return (response || message || "no answer").replaceAll(/\p{Cc}+/gu, " ").slice(0, 900);
};
