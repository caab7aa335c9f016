import { z } from "zod";
import { may, scopeOf } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { invalid, notAllowed, notFound } from "#platform/http/problem.ts";
import { type Described, type PersonalCall, personal, type Route } from "#platform/http/route.ts";
import { presented } from "#platform/lists/index.ts";
import { listRows } from "./appointment.queries.ts";
import { appointment } from "./appointment.record.ts";
import { freeSlots, slotAt } from "./free-slots.ts";
import { type CalendarAnswer, calendarShape, slotsShape } from "./service.answers.ts";
import { type Whose, workNamed, workshopOf } from "./workshop.queries.ts";
import {
  dayAfter,
  dayOf,
  presence,
  startOfDay,
  unknownWork,
  type Workshop,
  WorkshopDay,
  windowsOn,
} from "./workshop.ts";

const mostDays = 31;
const dayShape = z.iso.date().refine((day) => /^(19|20|21)\d\d-/.test(day));

/** An unknown parameter is refused by name. */
function onlyKnown({ query }: PersonalCall, { query: known = {} }: Described): void {
  const strange = Object.keys(query).filter((name) => !Object.hasOwn(known, name));
  if (strange.length > 0)
    throw invalid(strange.map((field) => ({ field, code: "unknown-parameter", message: "is not known here" })));
}

/** Whose workshop the query means: a lead's, the dealer that is named, or the person's own. */
function whoseOf({ query, person }: PersonalCall): Whose {
  if (query.lead !== undefined) {
    if (!z.uuid().safeParse(query.lead).success) throw notFound();
    return { lead: query.lead };
  }
  const dealer = query.dealer ?? person.dealer;
  if (!dealer) throw invalid([{ field: "dealer", code: "missing", message: "name the dealer" }]);
  if (person.dealer !== null && dealer !== person.dealer) throw notFound();
  if (person.dealer === null && person.dealers.length > 0 && !person.dealers.includes(dealer)) throw notFound();
  return { dealer };
}

type Asked = { whose: Whose; from: string | undefined; days: number };
function askedOf(call: PersonalCall): Asked {
  const { from, days = "7" } = call.query;
  if (from !== undefined && !dayShape.safeParse(from).success)
    throw invalid([{ field: "from", code: "unreadable", message: "must be a day such as 2026-11-23" }]);
  const count = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  if (!Number.isInteger(count) || count < 1 || count > mostDays)
    throw invalid([{ field: "days", code: "out-of-range", message: `must be a whole number from 1 to ${mostDays}` }]);
  return { whose: whoseOf(call), from, days: count };
}

/** Reads the workshop around the days asked for; a day begins in the dealer's zone, so a margin of one day is read beside. */
async function workshopAround(
  tx: Transaction,
  { whose, from, days }: Asked,
): Promise<{ shop: Workshop; from: string }> {
  const utcFrom = from ?? tx.at.slice(0, 10);
  const fromMs = Date.parse(`${dayAfter(utcFrom, -1)}T00:00:00Z`);
  const shop = await workshopOf(tx, whose, { fromMs, untilMs: fromMs + (days + 3) * 86_400_000 });
  if (!shop) throw notFound();
  return { shop, from: from ?? dayOf(Date.parse(tx.at), shop.zone) };
}

/** GET /service-slots: the free beginnings of a kind of work, and which of a lead's wishes are free. */
export const slotsRoute: Route = {
  method: "GET",
  path: "/service-slots",
  operation: "service.slots",
  summary: "Free slots for a kind of work",
  policy: { sees: appointment as never },
  described: {
    query: {
      lead: "A lead whose dealer and wishes count, or",
      dealer: "a dealer; your own where left out",
      work: "A kind of work; the default where left out",
      from: "First day in the dealer's calendar; today where left out",
      days: `1 to ${mostDays}`,
      except: "An appointment that is being moved",
    },
    answers: {
      200: {
        description: "Free slots in order, and the customer's wishes with whether they are free",
        shape: slotsShape,
      },
    },
    problems: [404],
  },
  handle: (anyCall) => {
    const call = personal(anyCall);
    if (scopeOf(appointment as never, call.person) === undefined) throw notAllowed();
    onlyKnown(call, slotsRoute.described);
    const asked = askedOf(call);
    const { lead, work: code, except } = call.query;
    if (except !== undefined && !z.uuid().safeParse(except).success) throw notFound();
    return call.db.as(call.person, async (tx) => {
      const [{ shop, from }, work = unknownWork, [wished]] = await Promise.all([
        workshopAround(tx, asked),
        workNamed(tx, code ?? null, except ? { appointment: except } : "dealer" in asked.whose ? null : asked.whose),
        lead === undefined
          ? []
          : tx.query<{ slots: string[] }>({
              name: "lead:wishes",
              text: "select preferred_slots as slots from aftersales_lead where id = $1",
              values: [lead],
            }),
      ]);
      if (code !== undefined && code !== work.code)
        throw invalid([{ field: "work", code: "work-unknown", message: "is not a kind of work that is offered" }]);
      const nowMs = Date.parse(tx.at);
      const items = [...freeSlots(shop, work, { from, days: asked.days, fromMs: nowMs, except })];
      const wishes = [...new Set(wished?.slots)].map((at) => {
        const day = new WorkshopDay(shop, work, dayOf(Date.parse(at), shop.zone), except);
        return { at, slot: Date.parse(at) > nowMs ? (slotAt(day, work, Date.parse(at)) ?? null) : null };
      });
      return {
        status: 200,
        body: { zone: shop.zone, work: work.code || null, minutes: work.minutes, items, wishes },
      };
    });
  },
};

const toInstant = (atMs: number): string => new Date(atMs).toISOString();
const asWindows = (windows: readonly { fromMs: number; untilMs: number }[]) =>
  windows.map(({ fromMs, untilMs }) => ({ from: toInstant(fromMs), until: toInstant(untilMs) }));

/** GET /service-calendar: everything that a page of the calendar shows, in one answer. */
export const calendarRoute: Route = {
  method: "GET",
  path: "/service-calendar",
  operation: "service.calendar",
  summary: "The calendar of a workshop: days, bays, advisors and appointments",
  policy: { sees: appointment as never },
  described: {
    query: {
      dealer: "A dealer; your own where left out",
      from: "First day in the dealer's calendar; today where left out",
      days: `1 to ${mostDays}`,
    },
    answers: {
      200: {
        description: "Days with their opening windows, who is there, and the appointments",
        shape: calendarShape,
      },
    },
    problems: [404],
  },
  handle: (anyCall) => {
    const call = personal(anyCall);
    if (scopeOf(appointment as never, call.person) === undefined) throw notAllowed();
    onlyKnown(call, calendarRoute.described);
    const asked = askedOf(call);
    return call.db.as(call.person, async (tx) => {
      const { shop, from } = await workshopAround(tx, asked);
      const days = Array.from({ length: asked.days }, (_, n) => dayAfter(from, n));
      const fromAt = toInstant(startOfDay(from, shop.zone));
      const untilAt = toInstant(startOfDay(dayAfter(from, asked.days), shop.zone));
      const rows = await listRows(tx, call.known, shop.dealer, fromAt, untilAt);
      const who = (one: Workshop["bays"][number] | Workshop["advisors"][number]) => ({
        id: one.id,
        name: one.name,
        days: days.map((on) => ({ on, windows: asWindows(presence(shop, one, on)) })),
      });
      return {
        status: 200,
        body: {
          dealer: shop.dealer,
          zone: shop.zone,
          from,
          fromAt,
          untilAt,
          now: tx.at,
          days: days.map((on) => ({
            on,
            startsAt: toInstant(startOfDay(on, shop.zone)),
            isHoliday: shop.holidays.includes(on),
            holidayName: shop.holidayNames?.[on] ?? null,
            windows: asWindows(windowsOn(shop, on)),
          })),
          bays: shop.bays.map((bay) => ({ ...who(bay), equipment: [...bay.equipment] })),
          advisors: shop.advisors.map(who),
          appointments: rows.map((row) => presented(appointment as never, row, tx.at)),
          can: {
            create: may(appointment as never, call.person, "create"),
            reschedule: may(appointment as never, call.person, "reschedule"),
          },
        } satisfies CalendarAnswer & { appointments: unknown[] },
      };
    });
  },
};
