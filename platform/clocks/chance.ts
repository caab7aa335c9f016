import { randomBytes } from "node:crypto";
import { now } from "./clock.ts";

/** A UUIDv7: ordered by the clock, random in the rest. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.parse(now()), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A secret of 256 bits in URL-safe letters. */
export const newSecret = (): string => randomBytes(32).toString("base64url");
