import { createHmac, timingSafeEqual } from "node:crypto";

/** What our own reply addresses are made with: the domain of MAIL_FROM and the installation's secret. */
export type ReplyHome = { domain: string; secret: string };
/** What a reply is about: `kind` in small letters ("appointment"), and the id of the record. */
export type ReplyAbout = { kind: string; id: string };
/** The one who alone answers from an address: the tenant's code and the mail address that was written to. */
export type Recipient = { tenant: string; email: string };
/** What we know of a reply address. `isOf` is null for one of those that named no recipient: nobody's any more. */
export type ReadReply = { about: ReplyAbout; isOf: ((who: Recipient) => boolean) | null };

const macOf = ({ secret }: ReplyHome, purpose: string, text: string): string =>
  createHmac("sha256", secret).update(`${purpose}\n${text}`).digest("hex");
// Digits and small letters only (0-9a-v): some mail servers change the case of an address.
const short = (hex: string, length: number): string => BigInt(`0x${hex}`).toString(32).padStart(length, "0");
const hexOf = (text: string): string =>
  [...text].reduce((sum, digit) => sum * 32n + BigInt(Number.parseInt(digit, 32)), 0n).toString(16);

/** Says that we made the address; the door looks at it before it knows any tenant. */
const signOf = (home: ReplyHome, local: string): string =>
  short(macOf(home, "reply address for a recipient", `${home.domain.toLowerCase()}\n${local}`).slice(0, 15), 12);
/** Says whom it was made for. */
const markOf = (home: ReplyHome, { kind, id }: ReplyAbout, { tenant, email }: Recipient): string =>
  short(
    macOf(home, "recipient of a reply address", [tenant, kind, id, email.toLowerCase()].join("\n")).slice(0, 15),
    12,
  );

/**
 * The address to which one recipient answers about a record: `appointment+<id>.<mark><sign>@domain`, at most 64 characters
 * before the @. Nobody else's answers count there, so it is written to that recipient only.
 */
export function replyAddress(home: ReplyHome, about: ReplyAbout, who: Recipient): string {
  const id = about.id.toLowerCase();
  const local = `${about.kind}+${short(id.replaceAll("-", ""), 26)}.${markOf(home, { ...about, id }, who)}`;
  return `${local}${signOf(home, local)}@${home.domain.toLowerCase()}`;
}

const form = /^(([a-z]{1,12})\+([0-9a-v]{26})\.([0-9a-v]{12}))([0-9a-v]{12})@(.+)$/;
const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** What a reply address is about and whose it is, or null where we did not make it. */
export function readReplyAddress(home: ReplyHome, address: string): ReadReply | null {
  const text = address.trim().toLowerCase();
  const [, local = "", kind = "", id = "", mark = "", sign = "", domain] = form.exec(text) ?? [];
  if (domain !== home.domain.toLowerCase()) return readOldAddress(home, text);
  const hex = hexOf(id).padStart(32, "0");
  if (hex.length !== 32 || !isSame(sign, signOf(home, local))) return null;
  const about = { kind, id: dashed(hex) };
  return { about, isOf: (who) => isSame(mark, markOf(home, about, who)) };
}

/** Addresses of before named no recipient: they stand in calendars still, and their answers are noted as unknown. */
function readOldAddress(home: ReplyHome, text: string): ReadReply | null {
  const [, local = "", kind = "", hex = "", sign = "", domain] =
    /^(([a-z]{1,12})\+([0-9a-f]{32}))\.([0-9a-f]{18})@(.+)$/.exec(text) ?? [];
  if (domain !== home.domain.toLowerCase()) return null;
  const right = macOf(home, "reply address", `${domain}\n${local}`).slice(0, 18);
  return isSame(sign, right) ? { about: { kind, id: dashed(hex) }, isOf: null } : null;
}
