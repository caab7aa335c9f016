import { setTimeout as wait } from "node:timers/promises";
import { type Embedded, type EmbeddedChoice, startEmbedded } from "#platform/db/embedded.ts";
import { sayingOnce } from "./say-once.ts";

/** How long it is waited before a database that could not be started is tried again, in milliseconds; each time longer, up to the last. */
const pausesMs = [250, 1_000, 2_000, 4_000];

export type Kept = Pick<Embedded, "socketFolder" | "user" | "database"> & { stop(): Promise<void> };
type Start = (choice: EmbeddedChoice) => Promise<Embedded>;

/**
 * Starts the embedded PostgreSQL, and again whenever it ends by itself, as often as it takes: a disk that was full has room
 * again some day. Its socket stays where it was. Throws when the first start fails.
 */
export async function keepEmbedded(
  folder: string,
  say: (line: string) => void,
  start: Start = startEmbedded,
): Promise<Kept> {
  const log = sayingOnce(say);
  const closing = new AbortController();
  let embedded = await start({ folder, say });
  const again = async (): Promise<Embedded | undefined> => {
    for (let tries = 0; !closing.signal.aborted; tries += 1) {
      try {
        const started = await start({ folder, say });
        log.went();
        return started;
      } catch (error) {
        log.failed("the database cannot be started, it is tried again:", error);
        await wait(pausesMs[tries] ?? pausesMs.at(-1), undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    return undefined;
  };
  const keep = async (): Promise<void> => {
    for (;;) {
      await embedded.ended;
      if (closing.signal.aborted) return;
      say("the database died; starting it again…");
      const started = await again();
      if (!started) return;
      embedded = started;
      if (closing.signal.aborted) await embedded.stop(); // it came up while it was told to end
    }
  };
  const kept = keep();
  const { socketFolder, user, database } = embedded;
  return {
    ...{ socketFolder, user, database },
    stop: async () => {
      closing.abort();
      await embedded.stop();
      await kept;
    },
  };
}
