import { domainToASCII } from "node:url";

const localPart = /^[^\s\p{Cc}\p{Cf}@<>,;:"()[\]\\.]+(?:\.[^\s\p{Cc}\p{Cf}@<>,;:"()[\]\\.]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * The one rule for mail addresses, at every door and where mails leave: one address as it may stand in a header and in SMTP,
 * or null. No line break or other control character, no comma, no angle bracket, no quoted part, nothing but one local part
 * (an apostrophe may stand in it) and the domain of a host, in any script.
 */
export function mailAddress(text: string): string | null {
  if (text.length > 254 || !text.isWellFormed()) return null;
  const [local = "", domain = "", more] = text.split("@");
  return more === undefined && bytesIn(local) <= 64 && localPart.test(local) && isHost(domain) ? text : null;
}

const bytesIn = (text: string): number => Buffer.byteLength(text);

/** Two labels or more, the last no number: what a mail server is found by. */
function isHost(domain: string): boolean {
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((one) => label.test(one)) || !/[^\d]/.test(labels.at(-1) ?? "")) return false;
  const inAscii = domainToASCII(domain);
  return inAscii !== "" && inAscii.length <= 253 && inAscii.split(".").every(({ length }) => length <= 63);
}

/** A sender: a name for people and one address. */
export type Sender = { name: string; email: string };

/** Reads `Neo Motors <service@neo.example>` or a bare address; null where it is neither. */
export function senderOf(text: string): Sender | null {
  const [, name = "", inside] = /^(?:"?([^"<>\p{Cc}]*?)"?\s*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const email = mailAddress(inside ?? text.trim());
  return email === null ? null : { name: name.trim(), email };
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();
