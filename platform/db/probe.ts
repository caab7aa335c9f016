import pg from "pg";
import { HouseClient } from "./house-client.ts";

/** How often a probe looks, and how many looks one question may stay without an answer. */
export const lookEveryMs = 500;
const patience = 3;

/** Asks the database one question at a time, on a connection of its own that is kept, or on a new one each time. */
export class Probe {
  readonly #config: pg.ClientConfig;
  readonly #isKept: boolean;
  #client: HouseClient | undefined;
  #asking: Promise<void> | undefined;
  /** For how many looks the question that is asked has had no answer. */
  silentLooks = 0;
  /** How many questions in a row had no answer. */
  failures = 0;
  /** What the database said to the last question that it refused. */
  refusedWith = "";

  constructor(config: pg.ClientConfig, isKept: boolean) {
    this.#config = { ...config, application_name: "marque health" };
    this.#isKept = isKept;
  }

  /**
   * Asks, unless a question is still open; one that is open for too long counts as a failure. `onAnswer` is told the SQLSTATE
   * of a refusal, or nothing at all.
   */
  look(text: string, onAnswer: (code: string) => void = () => undefined): void {
    if (!this.#asking) {
      this.silentLooks = 0;
      if (this.#client?.isLost) this.#drop(); // it ended while nothing was asked
      this.#asking = this.#ask(text, onAnswer).finally(() => {
        this.#asking = undefined;
      });
      return;
    }
    this.silentLooks += 1;
    if (this.silentLooks >= patience) this.#client?.cutOff();
  }

  async stop(): Promise<void> {
    this.#client?.cutOff();
    await this.#asking;
    this.#client?.cutOff();
  }

  async #ask(text: string, onAnswer: (code: string) => void): Promise<void> {
    let code = "";
    try {
      this.#client ??= await this.#connected();
      await this.#client.query(text);
    } catch (error) {
      code = error instanceof pg.DatabaseError ? (error.code ?? "") : "";
    }
    this.refusedWith = code;
    // A refusal is an answer, unless the connection ends with it.
    if (this.#client && !this.#client.isLost) {
      this.failures = 0;
      onAnswer(code);
    } else {
      this.failures += 1;
      this.#drop();
    }
    if (!this.#isKept) this.#drop();
  }

  async #connected(): Promise<HouseClient> {
    const client = new HouseClient(this.#config);
    this.#client = client; // so that it can be cut off while it is being opened
    try {
      await client.connect();
    } catch (error) {
      client.cutOff();
      throw error;
    }
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isLost) client.cutOff();
    else client?.end().catch(() => undefined);
  }
}
