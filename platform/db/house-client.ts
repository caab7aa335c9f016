import { Socket } from "node:net";
import pg from "pg";

/** A connection that can be cut off at once: one whose server has stopped never says goodbye. */
export class HouseClient extends pg.Client {
  readonly #socket: Socket;
  #hasFailed = false;
  constructor(config: pg.ClientConfig = {}) {
    const socket = new Socket();
    super({ ...config, stream: () => socket, keepAlive: true });
    this.#socket = socket;
    this.on("error", () => {
      this.#hasFailed = true; // what goes wrong rejects the query, or the connection is not used again
    });
  }

  /** Whether nothing can be asked on it any more. */
  get isLost(): boolean {
    return this.#hasFailed || this.#socket.destroyed;
  }

  /** Everything that waits for an answer on it fails. */
  cutOff(): void {
    this.#socket.destroy();
  }
}
