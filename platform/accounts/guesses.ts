import { machineMs } from "#platform/clocks/clock.ts";

/** What one attempt is told: it may go on, or how many seconds to wait first. */
export type Permit = { waitSeconds: 0; succeeded(): void; undone(): void } | { waitSeconds: number };
/** Counts wrong passwords in memory, by machine time. */
export type GuessLimit = {
  attempt(email: string, address: string): Permit;
  /** Who proved otherwise to be the owner waits no longer at this place. */
  forgive(email: string, address: string): void;
};

type Count = { failures: number; lastMs: number };
type Rule = { free: number; longestSeconds: number; forgottenAfterMs: number };

const hour = 3_600_000;
/** One address on one account: five free tries, then the wait doubles up to an hour. */
const pairRule: Rule = { free: 5, longestSeconds: 3600, forgottenAfterMs: 24 * hour };
/** The same while many strangers try the account: one free try for each address, so its owner is slowed, never shut out. */
const attackedRule: Rule = { ...pairRule, free: 1 };
/** One address on many accounts. A dealer's whole house may share it, so its longest wait is short. */
const addressRule: Rule = { free: 30, longestSeconds: 60, forgottenAfterMs: hour };
const accountRule: Rule = { free: 100, longestSeconds: 0, forgottenAfterMs: 30 * 24 * hour };

/** Opens a limit that remembers at most `size` counts of each kind and forgets the least recent beyond that. */
export function guessLimit(size = 20_000): GuessLimit {
  const pairs = new Counts(size);
  const addresses = new Counts(size);
  const accounts = new Counts(size);
  return {
    forgive: (email, address) => pairs.forget(`${networkOf(address)} ${email}`),
    attempt(email, address) {
      const [place, pair] = [networkOf(address), `${networkOf(address)} ${email}`];
      const isAttacked = (accounts.get(email, accountRule)?.failures ?? 0) >= accountRule.free;
      const wait = Math.max(
        waitOf(pairs.get(pair, pairRule), isAttacked ? attackedRule : pairRule),
        waitOf(addresses.get(place, addressRule), addressRule),
      );
      if (wait > 0) return { waitSeconds: wait };
      // Counted before the password is checked: parallel guesses cannot slip past each other.
      const counted = [pairs.add(pair, pairRule), addresses.add(place, addressRule), accounts.add(email, accountRule)];
      const undone = (): void => {
        for (const count of counted) count.failures--;
      };
      const succeeded = (): void => {
        undone();
        pairs.forget(pair);
      };
      return { waitSeconds: 0, undone, succeeded };
    },
  };
}

/** Seconds until the next attempt: after the free ones 1, 2, 4 … */
function waitOf(count: Count | undefined, rule: Rule): number {
  if (!count || count.failures < rule.free) return 0;
  const seconds = Math.min(2 ** (count.failures - rule.free), rule.longestSeconds);
  return Math.max(0, Math.ceil((count.lastMs + seconds * 1000 - machineMs()) / 1000));
}

/** An IPv6 customer owns 2^64 addresses: they count as one. IPv4 inside of IPv6 is IPv4. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, "");
  if (!plain.includes(":") || plain.includes(".")) return plain;
  const [head = [], tail = []] = plain.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = plain.includes("::") ? 8 - head.length - tail.length : 0;
  return [...head, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...tail].slice(0, 4).join(":");
}

/** Counts by key, the least recent first. */
class Counts {
  readonly #counts = new Map<string, Count>();
  readonly #size: number;
  constructor(size: number) {
    this.#size = size;
  }
  get(key: string, rule: Rule): Count | undefined {
    const count = this.#counts.get(key);
    if (count && machineMs() - count.lastMs > rule.forgottenAfterMs) this.forget(key);
    return this.#counts.get(key);
  }
  add(key: string, rule: Rule): Count {
    const count = this.get(key, rule) ?? { failures: 0, lastMs: 0 };
    count.failures++;
    count.lastMs = machineMs();
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const oldest = this.#counts.size > this.#size ? this.#counts.keys().next().value : undefined;
    if (oldest !== undefined) this.forget(oldest);
    return count;
  }
  forget(key: string): void {
    this.#counts.delete(key);
  }
}
