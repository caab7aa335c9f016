import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { networkOf } from "#platform/accounts/guesses.ts";

/** What the mail door bears; times are milliseconds of the machine. */
export type DoorLimits = {
  /** Sessions at once: of all, and of one network address. */
  sessions: number;
  sessionsOfOne: number;
  /** How long a session may stand without a step towards a mail; NOOP and the like are none. */
  idleMs: number;
  /** How long a session may last. */
  sessionMs: number;
  /** In one session: lines outside of mails, mails, and recipients that are none. */
  lines: number;
  mails: number;
  errors: number;
};
const usual: DoorLimits = {
  sessions: 40,
  sessionsOfOne: 8,
  idleMs: 30_000,
  sessionMs: 5 * 60_000,
  lines: 100,
  mails: 20,
  errors: 10,
};
/** How long the last word to a client may take to leave, in milliseconds. */
const farewellMs = 1000;

/** One who is connected; `owes` says what is next: a command of theirs, their mail, or our answer to it. */
type Guest = {
  id: string;
  socket: Socket;
  network: string;
  steppedAt: number;
  owes: "command" | "mail" | "answer";
  lines: number;
  mails: number;
  errors: number;
  isOverdue: boolean;
  idle?: NodeJS.Timeout;
  life?: NodeJS.Timeout;
};

/**
 * An SMTP server that nobody can close for others by standing in it: whoever comes when it is full, or when too many of their
 * own network stand there, takes the place of who has stood longest without a step. Only who waits for our answer is never
 * sent away.
 */
export class MailDoor extends SMTPServer {
  readonly #limits: DoorLimits;
  readonly #guests = new Map<string, Guest>();
  #steps = 0;

  constructor(limits: Partial<DoorLimits>, options: SMTPServerOptions) {
    super(options);
    this.#limits = { ...usual, ...limits };
  }

  override connect(socket: Socket, options: { id?: string } = {}): void {
    super.connect(socket, options);
    if (socket.destroyed) return;
    const network = networkOf(socket.remoteAddress ?? "");
    if (this.#hasRoom(network)) this.#welcome(socket, options.id ?? "", network);
    else farewell(socket, "too many at once, try again in a moment");
  }

  #welcome(socket: Socket, id: string, network: string): void {
    const counts = { lines: 0, mails: 0, errors: 0 };
    const guest: Guest = { id, socket, network, steppedAt: 0, owes: "command", ...counts, isOverdue: false };
    guest.life = setTimeout(() => this.#outlived(guest), this.#limits.sessionMs).unref();
    this.#guests.set(id, guest);
    this.#step(guest);
    socket.on("data", (bytes: Buffer) => this.#count(guest, bytes));
    socket.once("close", () => this.#forget(guest));
  }

  /** Stops listening; who is not waiting for an answer is sent away. */
  override close(callback: () => void): void {
    for (const guest of this.#guests.values()) if (guest.owes !== "answer") this.#send(guest, "closing");
    super.close(callback);
  }

  /** Whether this session may begin another mail; that it does is a step. */
  mayBegin({ id }: SMTPServerSession): boolean {
    const guest = this.#guests.get(id);
    if (!guest) return false;
    guest.mails += 1;
    this.#step(guest);
    return guest.mails <= this.#limits.mails;
  }

  /** Whether this session may be wrong once more. */
  mayErr({ id }: SMTPServerSession): boolean {
    const guest = this.#guests.get(id);
    if (!guest) return false;
    guest.errors += 1;
    return guest.errors <= this.#limits.errors;
  }

  /** The session came a step nearer to a mail that is taken. */
  progressed({ id }: SMTPServerSession): void {
    const guest = this.#guests.get(id);
    if (guest) this.#step(guest);
  }

  /** The session sends its mail, which `work` takes; once that is here it is ours to answer. */
  async receiving<T>({ id }: SMTPServerSession, work: () => Promise<T>): Promise<T> {
    const guest = this.#guests.get(id);
    if (guest) guest.owes = "mail";
    const mail = await work();
    if (guest) guest.owes = "answer";
    clearTimeout(guest?.idle);
    return mail;
  }

  /** The session's mail was answered. */
  answered({ id }: SMTPServerSession): void {
    const guest = this.#guests.get(id);
    if (!guest) return;
    guest.owes = "command";
    this.#step(guest);
    if (guest.isOverdue) this.#send(guest, "this took long enough");
  }

  #step(guest: Guest): void {
    this.#steps += 1;
    guest.steppedAt = this.#steps;
    clearTimeout(guest.idle);
    guest.idle = setTimeout(() => this.#send(guest, "nothing came"), this.#limits.idleMs).unref();
  }

  #outlived(guest: Guest): void {
    guest.isOverdue = true;
    if (guest.owes !== "answer") this.#send(guest, "this took long enough");
  }

  #count(guest: Guest, bytes: Buffer): void {
    if (guest.owes !== "command") return;
    for (const byte of bytes) if (byte === 10) guest.lines += 1;
    if (guest.lines > this.#limits.lines) this.#send(guest, "too much talk");
  }

  /** Whether one more of a network may come in, where need be in the place of another. */
  #hasRoom(network: string): boolean {
    const guests = [...this.#guests.values()];
    const ofOne = guests.filter((guest) => guest.network === network);
    if (ofOne.length >= this.#limits.sessionsOfOne) return this.#makeRoom(ofOne);
    return guests.length < this.#limits.sessions || this.#makeRoom(guests);
  }

  #makeRoom(guests: readonly Guest[]): boolean {
    const longest = (owes: Guest["owes"]): Guest | undefined =>
      guests.filter((guest) => guest.owes === owes).sort((a, b) => a.steppedAt - b.steppedAt)[0];
    const one = longest("command") ?? longest("mail");
    if (one) this.#send(one, "the place is needed");
    return one !== undefined;
  }

  #send(guest: Guest, why: string): void {
    this.#forget(guest);
    farewell(guest.socket, why);
  }

  #forget(guest: Guest): void {
    clearTimeout(guest.idle);
    clearTimeout(guest.life);
    this.#guests.delete(guest.id);
  }
}

/** Tells a client that it is cut off and why, and does so once that is written, or at the latest after a moment. */
function farewell(socket: Socket, why: string): void {
  if (socket.destroyed) return;
  socket.write(`421 ${why}\r\n`);
  socket.destroySoon();
  setTimeout(() => socket.destroy(), farewellMs).unref();
}
