import { isIP } from "node:net";
import { databaseUrlProblem } from "./settings-database.ts";
import { type MailSettings, mailNotes, mailSettingsFrom } from "./settings-mail.ts";

/** How this Marque runs. `secret` is null where none is set: Marque then makes one of its own in `folder`. */
export type Settings = {
  kind: "settings";
  isProduction: boolean;
  /** Null in the demo: it brings its own PostgreSQL. */
  databaseUrl: string | null;
  secret: string | null;
  /** 0 takes any free port. */
  port: number;
  host: string;
  folder: string;
  mail: MailSettings;
  /** Who may say for whom a request is forwarded: addresses and networks of proxies. */
  proxies: readonly string[];
  /** What is worth saying at the start although nothing is wrong. */
  notes: readonly string[];
};
/** One line for each wrong setting: what is wrong and how to mend it; no secret is ever repeated in it. */
export type WrongSettings = { kind: "wrong"; lines: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the settings from the environment and the arguments after the program's name. Touches nothing. */
export function settingsFrom(env: Env, args: readonly string[]): Settings | WrongSettings {
  const isProduction = args.includes("--production");
  const [databaseUrl, secret] = [env.DATABASE_URL ?? "", env.MARQUE_SECRET ?? ""];
  const [port, host, folder] = [env.PORT || "4600", env.HOST || "127.0.0.1", env.MARQUE_FOLDER || ".marque"];
  const proxies = (env.TRUSTED_PROXIES ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const { mail, lines: mailLines } = mailSettingsFrom(env);
  const lines = [
    ...args
      .filter((arg) => arg !== "--production")
      .map((arg) => `${arg} is not an option of the server: the only one is --production.`),
    portProblem(port),
    hostProblem(host, isProduction),
    folder.includes("\0") || folder.trim() !== folder
      ? "MARQUE_FOLDER is not the name of a folder: leave it out or name one."
      : null,
    isProduction ? databaseUrlProblem(databaseUrl) : null,
    isProduction ? secretProblem(secret) : null,
    proxies.every(isNetwork)
      ? null
      : "TRUSTED_PROXIES must name addresses or networks with commas between them, for example 10.0.0.5,10.1.0.0/16.",
    ...mailLines,
  ].filter((line) => line !== null);
  if (lines.length > 0) return { kind: "wrong", lines };
  const own = isProduction ? { databaseUrl, secret: secret || null } : { databaseUrl: null, secret: null };
  return {
    kind: "settings",
    isProduction,
    ...own,
    port: Number(port),
    host,
    folder,
    mail,
    // The demo has no proxy; in production one beside us is believed, and those that are named.
    proxies: isProduction ? ["loopback", ...proxies] : [],
    notes: [...notesOn(isProduction, databaseUrl), ...mailNotes(isProduction, mail)],
  };
}

const notesOn = (isProduction: boolean, databaseUrl: string): string[] =>
  !isProduction && databaseUrl
    ? ["DATABASE_URL is not used: the demo brings its own PostgreSQL. For that database, start with --production."]
    : [];

const portProblem = (port: string): string | null =>
  /^\d{1,5}$/.test(port) && Number(port) <= 65_535
    ? null
    : `PORT is "${port}": it must be a number from 1 to 65535, for example 4600.`;

const isNetwork = (text: string): boolean => {
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
};

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;
/** The demo signs anybody in with one tap, so it opens to this machine only. */
function hostProblem(host: string, isProduction: boolean): string | null {
  if (!/^[\w.:-]+$/.test(host)) return `HOST is "${host}": it must be an address or a name, for example 127.0.0.1.`;
  if (isProduction || loopback.test(host)) return null;
  return `HOST is ${host}, but the demo opens to this machine only, because it signs anybody in: leave HOST out, or start with --production.`;
}

const defaults =
  /secret|change.?me|passwor[dt]|default|example|replace|placeholder|your.?key|insert|keyboard|123456|abcdef|qwerty/i;
const makeOne = "make one with: openssl rand -base64 48";

/** A secret is 32 characters or more that nobody can guess. Its text stands in no line. */
function secretProblem(secret: string): string | null {
  if (secret === "") return null;
  if (secret !== secret.trim()) return "MARQUE_SECRET begins or ends with a space or line break: take it away.";
  if (defaults.test(secret)) return `MARQUE_SECRET is a default or an example: ${makeOne}`;
  if (secret.length < 32) return `MARQUE_SECRET has ${secret.length} characters and needs at least 32: ${makeOne}`;
  const repeats = (secret + secret).indexOf(secret, 1) < secret.length;
  return repeats || new Set(secret).size < 10 ? `MARQUE_SECRET repeats itself and could be guessed: ${makeOne}` : null;
}
