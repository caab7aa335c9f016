/**
 * One mail address as it may stand in a header and in SMTP, or null: no line break or other control character, no comma, no
 * angle bracket, no quoted part, nothing but one local part and one domain.
 */
export function mailAddress(text: string): string | null {
  const address = text.trim();
  if (address !== text || address.length > 254 || !address.isWellFormed()) return null;
  return /^[^\s\p{Cc}\p{Cf}@<>,;:"'()[\]\\`]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,63}$/u.test(
    address,
  ) && !/\.\.|^\.|\.@/.test(address)
    ? address
    : null;
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
