import type { Person } from "#platform/access/index.ts";
import type { Database } from "#platform/db/database.ts";
import { Problem } from "#platform/http/problem.ts";
import type { Answer, Route } from "#platform/http/route.ts";
import { personal } from "#platform/http/route.ts";
import { nextFreeSlots } from "./free-slots.ts";
import { slotRefusalShape } from "./service.answers.ts";
import { type Whose, workNamed, workshopOf } from "./workshop.queries.ts";
import { unknownWork } from "./workshop.ts";

const dayMs = 86_400_000;
/** Most often a day or two are enough; only a full workshop is read further ahead. */
const [fewDays, twoWeeks] = [3, 15];
const most = 3;
type Wish = { whose: Whose; at: unknown; work: unknown; except?: string | undefined };

type Asked = { person: Person; id: string; body: Record<string, unknown> };

/** A slot that somebody else was faster to take is refused together with the next three that are free. */
export const withNextSlots = (route: Route, wishOf: (asked: Asked) => Wish): Route => ({
  ...route,
  described: { ...route.described, refusal: slotRefusalShape },
  handle: async (call): Promise<Answer> => {
    try {
      return await route.handle(call);
    } catch (error) {
      if (!(error instanceof Problem) || error.reason !== "slot-taken") throw error;
      const { db, person } = personal(call);
      const asked = { person, id: call.params.id ?? "", body: call.body as Record<string, unknown> };
      const nextSlots = await nextOf(db, person, wishOf(asked));
      const { message, field, errors = [] } = error;
      throw new Problem(422, "slot-taken", message, { field, errors, offers: { nextSlots } });
    }
  },
});

const nextOf = (db: Database, person: Person, { whose, at, work: code, except }: Wish) =>
  db.as(person, async (tx) => {
    const fromMs = Math.max(Date.parse(String(at)), Date.parse(tx.at));
    const workshopFor = (days: number) =>
      workshopOf(tx, whose, { fromMs: fromMs - dayMs, untilMs: fromMs + (days + 1) * dayMs });
    const [shop, work = unknownWork] = await Promise.all([
      workshopFor(fewDays),
      workNamed(tx, typeof code === "string" ? code : null, "dealer" in whose ? null : whose),
    ]);
    if (!shop) return [];
    const soon = nextFreeSlots(shop, work, { afterMs: fromMs, days: fewDays, except });
    if (soon.length === most) return soon;
    const wider = await workshopFor(twoWeeks);
    return wider ? nextFreeSlots(wider, work, { afterMs: fromMs, days: twoWeeks, except }) : soon;
  });
