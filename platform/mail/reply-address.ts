import { createHmac, timingSafeEqual } from "node:crypto";

/** What our own reply addresses are made with: the domain of MAIL_FROM and the installation's secret. */
export type ReplyHome = { domain: string; secret: string };
/** What a reply is about: `kind` in small letters ("appointment"), and the id of the record. */
export type ReplyAbout = { kind: string; id: string };

// Small letters and digits only: some mail servers change the case of an address.
const signOf = (home: ReplyHome, text: string): string =>
  createHmac("sha256", home.secret)
    .update(`reply address\n${home.domain.toLowerCase()}\n${text}`)
    .digest("hex")
    .slice(0, 18);

/** The address to which answers about a record come: `appointment+<id>.<signature>@domain`, at most 64 characters before the @. */
export function replyAddress(home: ReplyHome, { kind, id }: ReplyAbout): string {
  const local = `${kind}+${id.replaceAll("-", "").toLowerCase()}`;
  return `${local}.${signOf(home, local)}@${home.domain.toLowerCase()}`;
}

const form = /^([a-z]{1,12})\+([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([0-9a-f]{18})@(.+)$/;

/** What a reply address is about, or null where we did not make it. */
export function readReplyAddress(home: ReplyHome, address: string): ReplyAbout | null {
  const found = form.exec(address.trim().toLowerCase());
  if (!found || found[8] !== home.domain.toLowerCase()) return null;
  const [, kind = "", a = "", b = "", c = "", d = "", e = "", sign = ""] = found;
  const right = signOf(home, `${kind}+${a}${b}${c}${d}${e}`);
  return timingSafeEqual(Buffer.from(sign), Buffer.from(right)) ? { kind, id: [a, b, c, d, e].join("-") } : null;
}
