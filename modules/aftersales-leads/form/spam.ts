import { createHmac, timingSafeEqual } from "node:crypto";
import type { Typed } from "./read-form.ts";

/** A person needs longer than this to fill in the form. */
const LEAST_FILL_MS = 3_000;
/** A form left open longer than this is asked for again, so that one token cannot serve for ever. */
const LONGEST_OPEN_MS = 24 * 3_600_000;

export type SpamReason = "honeypot" | "too-fast" | "expired";
type Signing = { readonly nonce: string; readonly secret: string };

const signature = (openedMs: string, nonce: string, secret: string): string =>
  createHmac("sha256", secret).update(`aftersales-form ${openedMs} ${nonce}`).digest("base64url");

/** The token of a page opened at `openedMs` of the machine's clock: when it was opened, a nonce, and our signature over both. */
export const formToken = (openedMs: number, { nonce, secret }: Signing): string =>
  `${openedMs}.${nonce}.${signature(String(openedMs), nonce, secret)}`;

/** When the page of this token was opened, in milliseconds; null when we did not sign it. */
export function openedAt(token: string | undefined, secret: string): number | null {
  const [openedMs = "", nonce = "", signed = ""] = (token ?? "").split(".");
  const ours = Buffer.from(signature(openedMs, nonce, secret));
  const theirs = Buffer.from(signed);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? Number(openedMs) : null;
}

/** The token of the same visit shown again: it was opened when it was, and it is a new act when sent. */
export const renewedToken = (token: string | undefined, machineMs: number, signing: Signing): string => {
  const opened = openedAt(token, signing.secret);
  const isStillGood = opened !== null && machineMs - opened <= LONGEST_OPEN_MS;
  return formToken(isStillGood ? opened : machineMs, signing);
};

/** Why what was sent looks like a machine's work, or null. `machineMs` is the machine's own clock, which no demo travel moves. */
export function spamReason(typed: Typed, machineMs: number, secret: string): SpamReason | null {
  if ((typed.website ?? "") !== "") return "honeypot";
  const opened = openedAt(typed.token, secret);
  if (opened === null || machineMs - opened > LONGEST_OPEN_MS) return "expired";
  return machineMs - opened < LEAST_FILL_MS ? "too-fast" : null;
}
