import pg from "pg";
import { type AwayReason, awayReason, DatabaseAway } from "./away.ts";
import { HouseClient } from "./house-client.ts";
import { beatMs, beats, connectMs, limits, type Pace } from "./limits.ts";
import { Line } from "./line.ts";

type Waiting = { pace: Pace; beatsLeft: number; resolve: () => void; reject: (error: Error) => void };
/** What one of those who use the pool holds of it, and who waits in its line. */
type Share = { held: number; waiting: Waiting[] };

/** The last free places of a pool that is shared are for those who hold none; a small one is one program's own. */
const newcomersOf = (places: number): number => (places > 4 ? 2 : 0);
const mostOf = (places: number): number => (places > 4 ? Math.ceil((places * 2) / 3) : places);
const longWaitBeats = beats(1_000);
/** How long a pool that closes waits for goodbyes. */
const goodbyeMs = 2_000;

function ours(client: pg.PoolClient): pg.PoolClient & HouseClient {
  if (client instanceof HouseClient) return client;
  throw new Error("the pool opened a connection of another kind");
}

/**
 * A pool whose places are shared: nobody holds more than two thirds of them, the last two go to whoever holds none, and of
 * those who wait the one that holds least is next. Who waits too long is told that the house is busy.
 */
export class FairPool extends pg.Pool {
  readonly #places: number;
  readonly #shares = new Map<string, Share>();
  readonly #lines = new Set<Line>();
  readonly #clients = new Set<HouseClient>();
  readonly #heart: NodeJS.Timeout;
  #held = 0;
  #away: AwayReason | undefined;
  /** Whether a statement failed for want of room on the disk and room was not found since. */
  isOutOfSpace = false;

  constructor(config: pg.PoolConfig & { max: number }) {
    super({ ...config, connectionTimeoutMillis: connectMs, Client: HouseClient });
    this.#places = config.max;
    this.on("error", () => undefined); // an idle connection that dies is replaced at the next query
    this.on("connect", (client) => this.#clients.add(ours(client)));
    this.on("remove", (client) => this.#clients.delete(ours(client)));
    this.#heart = setInterval(() => this.#beat(), beatMs);
    this.#heart.unref();
  }

  /**
   * A connection for one of those who share the pool, until it is given back. Throws `DatabaseAway`: busy when no place was
   * free in time, else what keeps the database from answering.
   */
  async lend(name: string, pace: Pace): Promise<Line> {
    if (this.#away) throw new DatabaseAway(this.#away);
    const share = this.#shares.get(name) ?? { held: 0, waiting: [] };
    this.#shares.set(name, share);
    if (this.#mayTake(share)) this.#take(share);
    else await this.#turnOf(share, pace);
    try {
      const client = await this.connect();
      const line: Line = new Line(ours(client), {
        pace,
        told: (error) => this.#told(error),
        giveBack: (isUsable) => {
          this.#lines.delete(line);
          client.release(!isUsable);
          this.#leave(name, share);
        },
      });
      this.#lines.add(line);
      return line;
    } catch (error) {
      this.#leave(name, share);
      this.#told(error);
      throw error instanceof pg.DatabaseError ? error : new DatabaseAway("database-away", error);
    }
  }

  /** Refuses everybody at once with the reason, and lets go of whoever waits; undefined: the database answers again. */
  refuse(reason: AwayReason | undefined): void {
    this.#away = reason;
    if (reason) for (const one of this.#waiting()) one.reject(new DatabaseAway(reason));
    if (reason) for (const share of this.#shares.values()) share.waiting = [];
  }

  /** Whether somebody has waited for a place for a second or longer. */
  isEmpty(): boolean {
    return this.#waiting().some(({ pace, beatsLeft }) => beats(limits[pace].placeMs) - beatsLeft >= longWaitBeats);
  }

  /** Ends every connection, those whose server does not answer after a moment too. */
  override async end(): Promise<void> {
    clearInterval(this.#heart);
    const cut = setTimeout(() => {
      for (const client of this.#clients) client.cutOff();
    }, goodbyeMs);
    await super.end();
    clearTimeout(cut);
  }

  /** Takes note of a full disk. */
  #told(error: unknown): void {
    if (awayReason(error) === "no-space") this.isOutOfSpace = true;
  }

  #waiting(): Waiting[] {
    return [...this.#shares.values()].flatMap(({ waiting }) => waiting);
  }

  #mayTake({ held }: Share): boolean {
    const free = this.#places - this.#held;
    return free > (held === 0 ? 0 : newcomersOf(this.#places)) && held < mostOf(this.#places);
  }

  #take(share: Share): void {
    share.held += 1;
    this.#held += 1;
  }

  #turnOf(share: Share, pace: Pace): Promise<void> {
    return new Promise((resolve, reject) => {
      share.waiting.push({ pace, beatsLeft: beats(limits[pace].placeMs), resolve, reject });
    });
  }

  #leave(name: string, share: Share): void {
    share.held -= 1;
    this.#held -= 1;
    this.#serve();
    if (share.held === 0 && share.waiting.length === 0) this.#shares.delete(name);
  }

  /** Places that are free go to whoever holds least. */
  #serve(): void {
    for (;;) {
      let next: Share | undefined;
      for (const share of this.#shares.values())
        if (share.waiting.length > 0 && this.#mayTake(share) && share.held < (next?.held ?? Number.POSITIVE_INFINITY))
          next = share;
      const one = next?.waiting.shift();
      if (!next || !one) return;
      this.#take(next);
      one.resolve();
    }
  }

  #beat(): void {
    for (const line of this.#lines) line.beat(this.#away !== undefined);
    for (const share of this.#shares.values()) {
      for (const one of share.waiting) one.beatsLeft -= 1;
      const late = share.waiting.filter(({ beatsLeft }) => beatsLeft <= 0);
      if (late.length === 0) continue;
      share.waiting = share.waiting.filter(({ beatsLeft }) => beatsLeft > 0);
      for (const one of late) one.reject(new DatabaseAway("busy"));
    }
  }
}
