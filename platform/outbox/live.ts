import { asSystem, type Person, scopeOf } from "#platform/access/index.ts";
import type { Database } from "#platform/db/database.ts";
import type { Known } from "#platform/lists/index.ts";
import { endOfOutbox, eventsAfter, type Heard, type Place } from "./relay.ts";

/** What a page is told: which record changed and how; it reads the record itself, with its own rights. */
export type LiveChange = { id: string; record: string; recordId: string; version: number; event: string };
type Ear = { person: Person; tell: (change: LiveChange) => void };
type TenantPlace = { code: string; schema: string };

/** Live changes for the pages of one process: one reader per tenant, as many ears as there are open pages. */
export class Live {
  readonly #db: Database;
  readonly #known: Known;
  readonly #ears = new Map<string, Set<Ear>>();
  readonly #places = new Map<string, Place>();
  constructor(db: Database, known: Known) {
    this.#db = db;
    this.#known = known;
  }

  /** Tells `tell` every change that the person may see, until the returned function is called. */
  listen(person: Person, tell: (change: LiveChange) => void): () => void {
    const ear = { person, tell };
    const ears = this.#ears.get(person.schema) ?? new Set();
    if (ears.size === 0) this.#places.delete(person.schema);
    this.#ears.set(person.schema, ears.add(ear));
    return () => ears.delete(ear);
  }

  /** The tenants that somebody listens to. */
  tenants(): TenantPlace[] {
    return [...this.#ears].flatMap(([schema, ears]) => {
      const [ear] = ears;
      return ear ? [{ code: ear.person.tenant, schema }] : [];
    });
  }

  /** Changes after the place that a page saw last, for a page that was away. */
  async missed(person: Person, after: string): Promise<LiveChange[]> {
    const [tx = "", entry = ""] = after.split("-");
    if (!/^\d{1,19}$/.test(tx) || !/^\d{1,15}$/.test(entry)) return [];
    const tenant = { code: person.tenant, schema: person.schema };
    const events = await this.#db.as(asSystem(tenant, "changes a page missed"), (t) =>
      eventsAfter(t, { tx, entry: Number(entry) }),
    );
    return events.filter((event) => this.#mayHear(person, event)).map(told);
  }

  /** Reads what is new of one tenant and tells it; the first time it only finds its place at the end. */
  async poll(tenant: TenantPlace): Promise<void> {
    const ears = this.#ears.get(tenant.schema);
    const place = this.#places.get(tenant.schema);
    if (!place) {
      const end = await this.#db.as(asSystem(tenant, "where the outbox ends"), endOfOutbox);
      this.#places.set(tenant.schema, end);
      return;
    }
    const events = await this.#db.as(asSystem(tenant, "changes for open pages"), (tx) => eventsAfter(tx, place));
    for (const event of events) {
      for (const ear of ears ?? []) if (this.#mayHear(ear.person, event)) ear.tell(told(event));
    }
    const last = events.at(-1);
    if (last) this.#places.set(tenant.schema, last.place);
  }

  #mayHear(person: Person, event: Heard): boolean {
    const record = this.#known.get(event.record);
    const scope = record && scopeOf(record, person);
    if (scope === undefined) return false;
    return scope === "all" || (event.dealers ?? []).some((dealer) => person.dealers.includes(dealer));
  }
}

const told = ({ place, record, recordId, version, event }: Heard): LiveChange => ({
  id: `${place.tx}-${place.entry}`,
  record,
  recordId,
  version,
  event,
});
