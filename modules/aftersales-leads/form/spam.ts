import { createHmac, timingSafeEqual } from "node:crypto";
import type { Typed } from "./read-form.ts";

/** A person needs longer than this to fill in the form. */
const LEAST_FILL_MS = 3_000;
/**
 * A form left open longer than this is asked for again, so that one token cannot serve for ever. It is no longer than the answer
 * to a token is kept, so that one token never makes two leads.
 */
const LONGEST_OPEN_MS = 24 * 3_600_000;

export type SpamReason = "honeypot" | "decoy-missing" | "too-fast" | "expired";
/** What a page's token is sealed with and good for: one form key of one tenant. */
export type Seal = { readonly secret: string; readonly tenant: string; readonly formKey: string };

const signature = (openedMs: string, nonce: string, { secret, tenant, formKey }: Seal): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(["aftersales-form", tenant, formKey, openedMs, nonce]))
    .digest("base64url");

/** The token of a page opened at `openedMs` of the machine's clock: when it was opened, a nonce, and our seal over both. */
export const formToken = (openedMs: number, nonce: string, seal: Seal): string =>
  `${openedMs}.${nonce}.${signature(String(openedMs), nonce, seal)}`;

/** When the page of this token was opened, in milliseconds; null when we did not seal it for this form. */
function openedAt(token: string | undefined, seal: Seal): number | null {
  const [openedMs = "", nonce = "", signed = ""] = (token ?? "").split(".");
  const ours = Buffer.from(signature(openedMs, nonce, seal));
  const theirs = Buffer.from(signed);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? Number(openedMs) : null;
}

const isOpenStill = (openedMs: number | null, machineMs: number): openedMs is number =>
  openedMs !== null && openedMs <= machineMs && machineMs - openedMs <= LONGEST_OPEN_MS;

/** The token of the same visit shown again: it was opened when it was, and it is a new act when sent. */
export function renewedToken(token: string | undefined, machineMs: number, nonce: string, seal: Seal): string {
  const opened = openedAt(token, seal);
  return formToken(isOpenStill(opened, machineMs) ? opened : machineMs, nonce, seal);
}

/**
 * Why what was sent looks like a machine's work, or null: a browser sends the decoy, and sends it empty. `machineMs` is the
 * machine's own clock, which no demo travel moves.
 */
export function spamReason(typed: Typed, machineMs: number, seal: Seal): SpamReason | null {
  if (typed.website === undefined) return "decoy-missing";
  if (typed.website !== "") return "honeypot";
  const opened = openedAt(typed.token, seal);
  if (!isOpenStill(opened, machineMs)) return "expired";
  return machineMs - opened < LEAST_FILL_MS ? "too-fast" : null;
}
