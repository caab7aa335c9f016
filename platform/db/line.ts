import pg from "pg";
import { DatabaseAway, isRefusedByDatabase } from "./away.ts";
import type { HouseClient } from "./house-client.ts";
import { beats, limits, type Pace } from "./limits.ts";

type Asked = string | pg.QueryConfig;
/** Where a line comes from: it is told each error, and gets its connection back. */
type Lender = { pace: Pace; told: (error: unknown) => void; giveBack: (isUsable: boolean) => void };

/** One connection in use: counts a round trip whenever something is sent while nothing is under way. */
export class Line {
  trips = 0;
  readonly #client: HouseClient;
  readonly #lender: Lender;
  #underWay = 0;
  #silentBeats = 0;
  #isLost = false;
  /** What broke the transaction; whatever is asked behind it fails only for that. */
  #first: unknown;

  constructor(client: HouseClient, lender: Lender) {
    this.#client = client;
    this.#lender = lender;
  }

  /** Sends a statement. Throws `DatabaseAway` where the connection is lost, else what PostgreSQL says. */
  async send<R extends pg.QueryResultRow>(asked: Asked): Promise<pg.QueryResult<R>> {
    if (this.#underWay++ === 0) {
      this.trips++;
      this.#silentBeats = 0;
    }
    try {
      return await this.#client.query<R>(asked);
    } catch (error) {
      throw this.#meant(error);
    } finally {
      this.#underWay--;
      this.#silentBeats = 0;
    }
  }

  /** Ends the transaction; throws what broke it where PostgreSQL rolled it back instead. */
  async commit(): Promise<void> {
    const { command } = await this.send("commit");
    if (command !== "COMMIT") throw this.#first ?? new Error("the transaction was rolled back instead of committed");
  }

  /** The pool's heart beats: a server that says nothing for longer than it lets a statement run is not there any more. */
  beat(isAway: boolean): void {
    if (this.#underWay === 0) return;
    this.#silentBeats += 1;
    const allowed = isAway ? 0 : beats(limits[this.#lender.pace].statementMs);
    if (this.#silentBeats > allowed + graceBeats) this.cutOff();
  }

  cutOff(): void {
    this.#isLost = true;
    this.#client.cutOff();
  }

  /** Gives the connection back to the pool; a lost one is not used again. */
  giveBack(isBroken = false): void {
    if (this.#isLost) this.#client.cutOff();
    this.#lender.giveBack(!this.#isLost && !isBroken);
  }

  #meant(error: unknown): unknown {
    this.#lender.told(error);
    if (error instanceof pg.DatabaseError) {
      if (error.code === brokenTransaction && this.#first) return this.#first;
      this.#isLost ||= !isRefusedByDatabase(error);
      this.#first ??= error;
      return error;
    }
    if (!this.#client.isLost) return error;
    this.#isLost = true;
    return new DatabaseAway("database-away", error);
  }
}

const brokenTransaction = "25P02";
const graceBeats = beats(3_000);
