import { createHmac, timingSafeEqual } from "node:crypto";

/** The appointment that a link opens: the tenant's code, the record's id, and which version of the appointment it was sent with. */
export type LinkedTo = { tenant: string; id: string; sequence: number };
/** Where the installation's pages are ("https://marque.example", without a slash at the end), and its own secret. */
export type LinkHome = { publicUrl: string; secret: string };

const signOf = (secret: string, text: string): string =>
  createHmac("sha256", secret).update(`appointment link\n${text}`).digest("base64url").slice(0, 32);

/** The part of the address that names the appointment and its version, with our signature over both. */
export function appointmentToken(secret: string, { tenant, id, sequence }: LinkedTo): string {
  const text = `${tenant}.${id}.${sequence}`;
  return `${text}.${signOf(secret, text)}`;
}

/** What a token opens, or null where we did not make it; the appointment itself is not looked at. */
export function readAppointmentToken(secret: string, token: string): LinkedTo | null {
  const [, tenant = "", id = "", sequence = "", sign = ""] =
    /^([a-z0-9-]{1,40})\.([0-9a-f-]{36})\.(\d{1,10})\.([\w-]{32})$/.exec(token) ?? [];
  const right = signOf(secret, `${tenant}.${id}.${sequence}`);
  return sign.length === right.length && timingSafeEqual(Buffer.from(sign), Buffer.from(right))
    ? { tenant, id, sequence: Number(sequence) }
    : null;
}

/** The address of the customer's own page of an appointment; it may change the appointment once, in the version that is named. */
export const appointmentLink = ({ publicUrl, secret }: LinkHome, link: LinkedTo): string =>
  `${publicUrl}/appointments/c/${appointmentToken(secret, link)}`;
