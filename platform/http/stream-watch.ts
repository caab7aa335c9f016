import type { Person } from "#platform/access/index.ts";
import {
  type Door,
  type ProfilesOfAll,
  personsOf,
  type StandingSession,
  seeSessions,
  standingSessions,
  type Tenant,
} from "#platform/accounts/index.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";

/** An open stream: the session behind it, the person it was opened for, and how it is ended. */
export type Watched = { digest: Buffer; tenant: Tenant; person: Person; end: () => void };
type Stream = Watched & { confirmedMs: number };

const everyMs = 750;
const seenEveryMs = 60_000;
/** Where the database does not say who may go on, nobody goes on longer than this. */
const trustMs = 5_000;

/**
 * Ends the open streams of this process within a second of the end of their session or of a right: one statement for the
 * sessions of all of them, and one a tenant for the rights behind these, every 0.75 seconds; none while no stream is open.
 */
export class StreamWatch {
  readonly #parts: { db: Database; door: Door; profilesOfAll: ProfilesOfAll };
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #seenMs = machineMs();
  constructor(parts: { db: Database; door: Door; profilesOfAll: ProfilesOfAll }) {
    this.#parts = parts;
  }

  /** Watches a stream from now on, until the returned function is called. */
  add(watched: Watched): () => void {
    const stream = { ...watched, confirmedMs: machineMs() };
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => this.#turn(), everyMs);
    return () => {
      this.#streams.delete(stream);
      if (this.#streams.size === 0) this.stop();
    };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #turn(): void {
    for (const stream of this.#streams) if (machineMs() - stream.confirmedMs > trustMs) stream.end();
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#ask()
      .catch(() => undefined) // asked again soon; until then the streams are trusted for a while
      .finally(() => {
        this.#isAsking = false;
      });
  }

  async #ask(): Promise<void> {
    const streams = [...this.#streams];
    const askedMs = machineMs();
    const digests = [...new Map(streams.map(({ digest }) => [digest.toString("hex"), digest])).values()];
    const alive = await standingSessions(this.#parts.door, digests);
    const sessions = new Map(alive.map((session) => [session.digest.toString("hex"), session]));
    const ofTenants = Map.groupBy(streams, ({ tenant }) => tenant.schema);
    await Promise.all([...ofTenants.values()].map((its) => this.#judge(its, sessions, askedMs)));
    if (askedMs - this.#seenMs < seenEveryMs) return;
    this.#seenMs = askedMs;
    await seeSessions(
      this.#parts.door,
      alive.map(({ digest }) => digest),
    );
  }

  /** Ends the streams of one tenant behind which the same person with the same rights stands no more. */
  async #judge(streams: Stream[], sessions: ReadonlyMap<string, StandingSession>, askedMs: number): Promise<void> {
    const standing = streams.flatMap((stream) => {
      const session = sessions.get(stream.digest.toString("hex"));
      if (!session) stream.end();
      return session ? [{ stream, ...session }] : [];
    });
    const [first] = standing;
    if (!first) return;
    const persons = await personsOf(this.#parts.db, first.stream.tenant, standing, this.#parts.profilesOfAll);
    for (const [nth, { stream }] of standing.entries()) {
      if (JSON.stringify(persons[nth]) !== JSON.stringify(stream.person)) stream.end();
      else stream.confirmedMs = askedMs;
    }
  }
}
