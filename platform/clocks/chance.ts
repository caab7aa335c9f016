import { randomBytes, randomUUID } from "node:crypto";
import { now } from "./clock.ts";

/** A UUIDv7: ordered by the clock, random in the rest. The machine's random UUIDs draw their chance in stock, which is quicker. */
export function newId(): string {
  const ms = Date.parse(now()).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${randomUUID().slice(15)}`;
}

/** A secret of 256 bits in URL-safe letters. */
export const newSecret = (): string => randomBytes(32).toString("base64url");
