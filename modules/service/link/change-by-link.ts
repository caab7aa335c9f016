import type { Actor } from "#platform/access/index.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import { isLostRace } from "#platform/http/lost-race.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import { isRefusal } from "#platform/moves/decide.ts";
import type { Instant } from "#platform/record/index.ts";
import { appointmentDesk } from "../appointment.desk.ts";
import type { Slot } from "../free-slots.ts";
import { type LinkedAppointment, linkedAppointment } from "./link.queries.ts";
import type { LinkedTo } from "./link-token.ts";
import { nextOf, offersFor } from "./offers.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What a customer wants of the appointment. */
export type Wish = { act: "move"; startsAt: Instant } | { act: "cancel" };
/** What became of it: done, or the time is taken and these are free, or the link may not do it. */
export type Outcome =
  | { done: "moved" | "cancelled" }
  | { taken: Instant; next: Slot[] }
  | { standing: Exclude<Standing, "open" | "unknown"> };
/** The outcome with the appointment as it stands now; null where there is no such appointment or version. */
export type Changed = { one: LinkedAppointment; outcome: Outcome } | null;

/**
 * Moves or cancels the appointment of a link by the appointment's own moves. Who loses the race for a bay or an advisor is
 * told so like anybody who came too late, and nothing has changed.
 */
export async function changeByLink(db: Database, actor: Actor, link: LinkedTo, wish: Wish): Promise<Changed> {
  for (let turn = 0; turn < 3; turn += 1) {
    try {
      return await db.as(actor, (tx) => change(tx, link, wish));
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  return db.as(actor, (tx) => lost(tx, link, wish));
}

async function change(tx: Transaction, link: LinkedTo, wish: Wish): Promise<Changed> {
  const one = await linkedAppointment(tx, link.id, true);
  const standing = one ? standingOf(one, link.sequence, tx.at) : "unknown";
  if (!one || standing === "unknown") return null;
  if (standing === "used" && isAsWished(one, link, wish)) return { one, outcome: doneBy(wish) };
  if (standing !== "open") return { one, outcome: { standing } };
  if (wish.act === "cancel") return made(tx, one, "cancel", { by: "customer" }, wish);
  const offers = await offersFor(tx, one);
  if (!offers.some(({ startsAt }) => startsAt === wish.startsAt))
    return { one, outcome: takenOf(offers, wish.startsAt) };
  return made(tx, one, "reschedule", { startsAt: wish.startsAt, mustBeFree: true }, wish);
}

async function made(
  tx: Transaction,
  one: LinkedAppointment,
  move: "reschedule" | "cancel",
  asked: Record<string, unknown>,
  wish: Wish,
): Promise<Changed> {
  const decided = await makeByProgram(tx, appointmentDesk, one.id, move, asked);
  if (!decided) return null;
  if (!isRefusal(decided)) return { one: (await linkedAppointment(tx, one.id)) ?? one, outcome: doneBy(wish) };
  const outcome =
    wish.act === "move" ? takenOf(await offersFor(tx, one), wish.startsAt) : { standing: "over" as const };
  return { one, outcome };
}

/** After several lost races: what is free now, without another try. Only a time can be lost; a cancellation takes nothing. */
async function lost(tx: Transaction, link: LinkedTo, wish: Wish): Promise<Changed> {
  if (wish.act === "cancel") return change(tx, link, wish);
  const one = await linkedAppointment(tx, link.id);
  const standing = one ? standingOf(one, link.sequence, tx.at) : "unknown";
  if (!one || standing === "unknown") return null;
  if (standing !== "open") return { one, outcome: { standing } };
  return { one, outcome: takenOf(await offersFor(tx, one), wish.startsAt) };
}

const doneBy = ({ act }: Wish): Outcome => ({ done: act === "move" ? "moved" : "cancelled" });
const takenOf = (offers: readonly Slot[], wish: Instant): Outcome => ({ taken: wish, next: nextOf(offers, wish) });

/** The same button pressed twice is one wish: the second press is told what the first one did. */
function isAsWished(one: LinkedAppointment, { sequence }: LinkedTo, wish: Wish): boolean {
  if (one.sequence !== sequence + 1 && one.toldSequence !== sequence) return false;
  return wish.act === "cancel"
    ? one.status === "cancelled"
    : one.status === "planned" && one.startsAt === wish.startsAt;
}
