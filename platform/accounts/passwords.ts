import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { availableParallelism } from "node:os";

const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const; // memory in KiB: 19 MiB
const prefix = "$argon2id$v=19$m=19456,t=2,p=1$";
const atOnce = Math.max(1, Math.floor(availableParallelism() / 2));
const mayWait = 60;

/** More people are signing in at this moment than passwords can be checked; it passes within seconds. */
export class TooManyAtOnce extends Error {
  override name = "TooManyAtOnce";
}

/** The same password typed on another keyboard is the same password. */
const folded = (password: string): string => password.normalize("NFKC");

/** The hash to store: argon2id with a salt of its own, in the usual `$argon2id$…` form. Throws TooManyAtOnce. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${prefix}${base64(salt)}$${base64(await digest(password, salt))}`;
}

/** Is it the password of that hash? Takes the same work when there is no hash, so that time tells nothing. Throws TooManyAtOnce. */
export async function isPasswordOf(hash: string | null, password: string): Promise<boolean> {
  const [salt, wanted] = (hash?.startsWith(prefix) ? hash.slice(prefix.length).split("$") : []).map((part) =>
    Buffer.from(part, "base64"),
  );
  const got = await digest(password, salt ?? nobody);
  return wanted !== undefined && wanted.length === got.length && timingSafeEqual(wanted, got);
}

const nobody = Buffer.alloc(16, 1);
const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

let running = 0;
const waiting: (() => void)[] = [];

/** Hashing takes turns, at most half the processors at once, so that a flood of sign-ins leaves the pages fast. */
async function digest(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= mayWait) throw new TooManyAtOnce("too many sign-ins at once");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      argon2("argon2id", { message: folded(password), nonce, ...cost }, (error, tag) =>
        error ? reject(error) : resolve(tag),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
