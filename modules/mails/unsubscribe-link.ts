import { createHmac, timingSafeEqual } from "node:crypto";

/** Whom a link ends marketing mails for. */
export type Unsubscriber = { tenant: string; customer: string };

const signOf = (secret: string, text: string): string =>
  createHmac("sha256", secret).update(`unsubscribe\n${text}`).digest("base64url").slice(0, 32);

/** The part of the address that names whom it is for; it works for ever, since nobody must be kept from leaving. */
export function unsubscribeToken(secret: string, { tenant, customer }: Unsubscriber): string {
  const text = `${tenant}.${customer}`;
  return `${text}.${signOf(secret, text)}`;
}

/** Whom the token is for, or null where we did not make it. */
export function readUnsubscribeToken(secret: string, token: string): Unsubscriber | null {
  const [, tenant = "", customer = "", sign = ""] =
    /^([a-z0-9-]{1,40})\.([0-9a-f-]{36})\.([\w-]{32})$/.exec(token) ?? [];
  const right = signOf(secret, `${tenant}.${customer}`);
  return sign.length === right.length && timingSafeEqual(Buffer.from(sign), Buffer.from(right))
    ? { tenant, customer }
    : null;
}

/** The address that mail programs and people end marketing mails at (RFC 8058). */
export const unsubscribeUrl = (home: { secret: string; publicUrl: string }, tenant: string, customer: string): string =>
  `${home.publicUrl}/mail/unsubscribe/${unsubscribeToken(home.secret, { tenant, customer })}`;
