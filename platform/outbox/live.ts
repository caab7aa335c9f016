import { asSystem, type Person, scopeOf } from "#platform/access/index.ts";
import type { Database } from "#platform/db/database.ts";
import type { Known } from "#platform/lists/index.ts";
import { endOfOutbox, eventsAfter, type Heard, type Place } from "./relay.ts";

/** What a page is told: which record changed and how; it reads the record itself, with its own rights. */
export type LiveChange = { id: string; record: string; recordId: string; version: number; event: string };
type Ear = { person: Person; after: Place; tell: (change: LiveChange) => void };
type TenantPlace = { code: string; schema: string };

const batch = 500;
/** A page that missed more than this is told to read everything anew. */
const mostMissed = 2_000;
const beginning: Place = { tx: "0", entry: 0 };
const isBefore = (a: Place, b: Place): boolean =>
  BigInt(a.tx) < BigInt(b.tx) || (BigInt(a.tx) === BigInt(b.tx) && a.entry < b.entry);

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

  /**
   * Tells `tell` every change that the person may see, each once and in order, until the returned function is called:
   * those after `since` (the id of a change, as a page saw it last), else those from now on. A page that missed too much to
   * be told, or names a change that is not known here, is told by `reset` to read everything anew.
   */
  async follow(
    person: Person,
    tell: Ear["tell"],
    since?: string,
    reset: () => void = () => undefined,
  ): Promise<() => void> {
    const tenant = { code: person.tenant, schema: person.schema };
    const end = await this.#db.as(asSystem(tenant, "where the outbox ends"), endOfOutbox);
    const asked = placeOf(since);
    const isKnown = asked !== null && !isBefore(end, asked) && !(await this.#isTooMuch(tenant, asked));
    let after = isKnown ? asked : end;
    if (since && !isKnown) reset();
    for (let isThere = after === end; !isThere; ) {
      const place = after;
      const events = await this.#db.as(asSystem(tenant, "changes a page missed"), (tx) =>
        eventsAfter(tx, place, batch),
      );
      for (const event of events) if (this.#mayHear(person, event)) tell(told(event));
      after = events.at(-1)?.place ?? after;
      isThere = events.length < batch;
    }
    return this.listen(person, tell, after);
  }

  /** Whether more happened since `place` than a page is told one by one, or the change there is not kept here any more. */
  async #isTooMuch(tenant: TenantPlace, place: Place): Promise<boolean> {
    const [found] = await this.#db.as(asSystem(tenant, "how much a page missed"), (tx) =>
      tx.query<{ missed: number; isGone: boolean }>({
        text: `select (select count(*) from (select from outbox where (tx, entry) > ($1::xid8, $2::bigint) limit ${mostMissed + 1}) o)::integer as missed,
          not exists (select from outbox where (tx, entry) = ($1::xid8, $2::bigint)) as "isGone"`,
        values: [place.tx, place.entry],
      }),
    );
    return found === undefined || found.missed > mostMissed || found.isGone;
  }

  /** The same for what is read from now on, beginning behind `after` where that is given. */
  listen(person: Person, tell: Ear["tell"], after?: Place): () => void {
    const ear = { person, tell, after: after ?? beginning };
    const ears = this.#ears.get(person.schema) ?? new Set();
    if (ears.size === 0) this.#places.delete(person.schema);
    const place = this.#places.get(person.schema);
    if (after && (!place || isBefore(after, place))) this.#places.set(person.schema, after);
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

  /** Reads what is new of one tenant and tells it; where nobody said from where on, it only finds the end first. */
  async poll(tenant: TenantPlace): Promise<void> {
    const place = this.#places.get(tenant.schema);
    if (!place) {
      const end = await this.#db.as(asSystem(tenant, "where the outbox ends"), endOfOutbox);
      if (!this.#places.has(tenant.schema)) this.#places.set(tenant.schema, end);
      return;
    }
    const events = await this.#db.as(asSystem(tenant, "changes for open pages"), (tx) => eventsAfter(tx, place, batch));
    for (const event of events) for (const ear of this.#ears.get(tenant.schema) ?? []) this.#tell(ear, event);
    const last = events.at(-1);
    if (last && this.#places.get(tenant.schema) === place) this.#places.set(tenant.schema, last.place);
  }

  /** What an ear has heard already, because it began behind it, it is not told again. */
  #tell(ear: Ear, event: Heard): void {
    if (!isBefore(ear.after, event.place)) return;
    ear.after = event.place;
    if (this.#mayHear(ear.person, event)) ear.tell(told(event));
  }

  #mayHear(person: Person, event: Heard): boolean {
    const record = this.#known.get(event.record);
    const scope = record && scopeOf(record, person);
    if (scope === undefined) return false;
    return scope === "all" || (event.dealers ?? []).some((dealer) => person.dealers.includes(dealer));
  }
}

/** The place that the id of a change names; null for anything else. */
function placeOf(id: string | undefined): Place | null {
  const [tx = "", entry = ""] = /^\d{1,19}-\d{1,15}$/.test(id ?? "") ? String(id).split("-") : [];
  return tx === "" ? null : { tx, entry: Number(entry) };
}

const told = ({ place, record, recordId, version, event }: Heard): LiveChange => ({
  id: `${place.tx}-${place.entry}`,
  record,
  recordId,
  version,
  event,
});
