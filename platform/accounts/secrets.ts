import { createHash } from "node:crypto";

/** What is stored of a secret that has 256 random bits: its SHA-256, so that a copy of the table opens nothing. */
export const digestOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
