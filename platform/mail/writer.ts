import { machineMs } from "#platform/clocks/clock.ts";
import { WorkRefused, type WorkRoom, workOf } from "#platform/workers/index.ts";
import type { Envelope } from "./compose.ts";
import type { Compiled, TemplateFault, TemplateSource, Trial, Written } from "./template.ts";

const deadlineMs = 5000;
const compiling = workOf<typeof import("./compile.worker.ts").default>(
  "compile-template",
  new URL("./compile.worker.ts", import.meta.url),
  deadlineMs,
);
const writing = workOf<typeof import("./write.worker.ts").default>(
  "write-mail",
  new URL("./write.worker.ts", import.meta.url),
  deadlineMs,
);
/** A mail as people read it, and its bytes. */
export type WholeMail = { said: Written; bytes: Buffer };

/** What a template becomes a mail with. */
export type Filling = { values: object; envelope: Envelope };

/** How long a template that was stopped is not tried again, in milliseconds, and how many templates are kept compiled. */
const restMs = 10 * 60_000;
const mostKept = 200;

/**
 * Writes mails by templates, in threads of the room. A template that runs past its deadline or its memory is set aside for ten
 * minutes, so that the mails behind it need not wait for it. `owner` is whose turn in the room it takes. Every function may
 * throw WorkRefused.
 */
export class MailWriter {
  readonly #room: WorkRoom;
  readonly #compiled = new Map<string, Compiled>();
  readonly #setAside = new Map<string, { untilMs: number; why: string }>();
  readonly #say: (line: string) => void;

  constructor(room: WorkRoom, say: (line: string) => void = () => undefined) {
    this.#room = room;
    this.#say = say;
  }

  /** A template ready to be filled in, or what keeps it from becoming a mail. */
  tried(owner: string, source: TemplateSource, trial: Trial | null): Promise<Compiled | TemplateFault> {
    return this.#room.run(compiling, owner, { source, trial });
  }

  /** How a mail reads by a template that is compiled already. */
  async filled(owner: string, compiled: Compiled, values: object): Promise<Written> {
    return (await this.#room.run(writing, owner, { ...compiled, values, envelope: null })).said;
  }

  /** A mail by a template that is compiled once per `key` (its version). Throws what is wrong with it. */
  async mail(owner: string, key: string, source: TemplateSource, filling: Filling): Promise<WholeMail> {
    const aside = this.#setAside.get(key);
    if (aside && machineMs() < aside.untilMs) throw new Error(`set aside: ${aside.why}`);
    this.#setAside.delete(key);
    try {
      const compiled = await this.#compiledOnce(owner, key, source);
      const { said, bytes } = await this.#room.run(writing, owner, { ...compiled, ...filling });
      return { said, bytes: Buffer.from(bytes ?? []) };
    } catch (error) {
      if (error instanceof WorkRefused && error.because !== "too-busy") this.#putAside(key, error.message);
      throw error;
    }
  }

  #putAside(key: string, why: string): void {
    this.#say(`the mail template ${key} is set aside for ten minutes: ${why}`);
    this.#setAside.set(key, { untilMs: machineMs() + restMs, why });
  }

  async #compiledOnce(owner: string, key: string, source: TemplateSource): Promise<Compiled> {
    const known = this.#compiled.get(key);
    if (known) return known;
    const made = await this.tried(owner, source, null);
    if (!("markup" in made)) throw new Error(`line ${made.line}: ${made.message}`);
    this.#compiled.set(key, made);
    const [oldest] = this.#compiled.keys();
    if (this.#compiled.size > mostKept && oldest !== undefined) this.#compiled.delete(oldest);
    return made;
  }
}
