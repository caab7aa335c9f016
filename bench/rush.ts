import pg from "pg";
import { appointmentDesk } from "#modules/service/appointment.desk.ts";
import { planRoute } from "#modules/service/plan.route.ts";
import type { Person } from "#platform/access/index.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import { moveRoute } from "#platform/http/change-routes.ts";
import { askDesk, type Plan, replyOf } from "./desk.ts";
import { diceOf } from "./dice.ts";
import type { Ground } from "./ground.ts";
import { advisorOf, dealerCode, work } from "./tenant.ts";
import { atQuarter, openWorkshop, workingDay } from "./workshop-rows.ts";

const clients = 200;
const size = { bays: 20, advisors: 20 };
const dealer = dealerCode(99);
/** After so many attempts the rush goes on to the next three days, so that it never ends in days that are only full. */
const attemptsOfThreeDays = 5_000;
const count = new Intl.NumberFormat("en");

/** Clients that plan, move and cancel on twenty bays as fast as they can; true when nothing stands twice and nothing broke. */
export async function benchRush(ground: Ground, attempts: number): Promise<boolean> {
  console.log(`\n## Rush: ${count.format(attempts)} attempts by ${clients} clients on ${size.bays} bays\n`);
  await openWorkshop(ground.db, dealer, size);
  const refusals = new Map<string, number>();
  const db = listening(ground.db, refusals);
  const rush = { db, person: advisorOf(dealer), attempts, done: 0, answers: new Map<string, number>() };
  const startedMs = machineMs();
  const perSecond = () => count.format(Math.round((rush.done * 1000) / (machineMs() - startedMs)));
  const progress = setInterval(() => {
    console.log(`${count.format(rush.done)} of ${count.format(attempts)}, ${perSecond()} a second`);
  }, 10_000);
  await Promise.all(Array.from({ length: clients }, (_, nth) => client(rush, nth))).finally(() =>
    clearInterval(progress),
  );
  const rate = perSecond();
  const overlaps = await overlapsOf(ground);
  console.log(tableOf(rush.answers, refusals));
  console.log(`\n${count.format(rush.done)} attempts, ${rate} a second; overlaps: ${overlaps}`);
  const broken = [...rush.answers.keys()].filter((answer) => answer.startsWith("5"));
  return overlaps === 0 && broken.length === 0;
}

type Rush = { db: Database; person: Person; attempts: number; done: number; answers: Map<string, number> };
const reschedule = moveRoute(appointmentDesk, "reschedule");
const cancel = moveRoute(appointmentDesk, "cancel");
const counted = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** One client: three of ten times it moves its appointment, three it cancels it, else it plans another. */
async function client(rush: Rush, nth: number): Promise<void> {
  const { db, person } = rush;
  const dice = diceOf(1 + nth * 7919);
  const time = (): string =>
    atQuarter(workingDay(Math.floor(rush.done / attemptsOfThreeDays) * 3 + dice(3)), 36 + dice(33));
  let mine: Plan | undefined;
  for (; rush.attempts > 0; rush.done += 1) {
    rush.attempts -= 1;
    const what = mine ? dice(10) : 9;
    const asked = { startsAt: time(), mustBeFree: true };
    const reply = await replyOf(
      what < 3
        ? askDesk(db, person, reschedule, asked, mine)
        : what < 6
          ? askDesk(db, person, cancel, {}, mine)
          : askDesk(db, person, planRoute, { ...asked, name: `客${nth}`, work: work.code }),
    );
    counted(rush.answers, `${what < 3 ? "move" : what < 6 ? "cancel" : "plan"} | ${reply.answer}`);
    if (reply.status === 201) mine = reply.body;
    else if (reply.status === 200) mine = what < 3 ? reply.body : undefined;
  }
}

/** The same database, which counts what it refuses itself: what the rules let pass and a constraint stopped. */
const listening = (db: Database, refusals: Map<string, number>): Database => ({
  ...db,
  as: (actor, act, at) =>
    db.as(actor, act, at).catch((error: unknown) => {
      if (error instanceof pg.DatabaseError) counted(refusals, error.constraint ?? `code ${error.code}`);
      throw error;
    }),
});

const tableOf = (answers: Map<string, number>, refusals: Map<string, number>): string => {
  const lines = [...answers].toSorted().map(([what, times]) => `| ${what} | ${count.format(times)} |`);
  const stopped = [...refusals].map(([name, times]) => `${name} ${count.format(times)}`).join(", ") || "never";
  return `\n| attempt | answer | times |\n|---|---|---:|\n${lines.join("\n")}\n\nstopped by the database itself: ${stopped}`;
};

/**
 * Appointments that the next one in the same bay, or with the same advisor, begins before the end of. Where any two overlap,
 * two neighbours do: so 0 says that nothing stands twice.
 */
async function overlapsOf({ sql }: Ground): Promise<number> {
  const overlapping = (who: string, until: string) => `select count(*) filter (where next_at < until_at) as times from (
    select ${until} as until_at, lead(starts_at) over (partition by ${who} order by starts_at) as next_at
    from appointment where ${who} is not null and status in ('planned', 'arrived')) n`;
  const [row] = await sql<{ times: number }>(
    `select sum(times)::integer as times from (${overlapping("bay", "ends_at")} union all ${overlapping("advisor", "advisor_until_at")}) o`,
  );
  return row?.times ?? -1;
}
