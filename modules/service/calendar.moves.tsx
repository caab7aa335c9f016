import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, Problem } from "#ui/data/api.ts";
import { MovesTold, useMoves } from "#ui/data/move.ts";
import { notify } from "#ui/data/notices.ts";
import { serverNow } from "#ui/data/now.ts";
import type { Offered } from "#ui/data/problem.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { type AnyRow, knownRow, oneKey } from "#ui/data/records.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { appointment as record } from "./appointment.record.ts";
import { type Appointment, type Calendar, movedTo, type Target } from "./calendar.reading.ts";

/** A move that came too late: somebody else has the place. */
export type LostRace = { appointment: Appointment; target: Target; next: readonly Offered[] };
export const calendarKey = "service-calendar";

/** A move goes out with the version that the calendar shows. */
function know(client: QueryClient, appointment: Appointment): void {
  const known = knownRow(client, record.plural, appointment.id);
  if ((known?.version ?? 0) < appointment.version)
    client.setQueryData(oneKey(record.plural, appointment.id), appointment, { updatedAt: 1 });
}

const bodyOf = ({ startsAt, bay, advisor }: Target, mustBeFree: boolean) => ({
  startsAt,
  mustBeFree,
  ...(bay ? { bay: bay.id } : {}),
  ...(advisor ? { advisor: advisor.id } : {}),
});

const placeOf = ({ startsAt, bay, advisor }: Pick<Appointment, "startsAt" | "bay" | "advisor">): Target => ({
  startsAt,
  ...(bay ? { bay } : {}),
  ...(advisor ? { advisor } : {}),
});

/** Where a moved appointment was: its time, its work, its bay and advisor, or beside the plan. */
const backTo = ({ startsAt, work, bay, advisor, remindCustomer, isBesidePlan }: Appointment) => ({
  move: "reschedule",
  asked: { ...bodyOf(placeOf({ startsAt, bay, advisor }), !isBesidePlan), work, remindCustomer },
});

type Waiting = { items: { sequence: number; sendAt: string }[] };
/** When a mail is looked for after a move, in milliseconds one after the other; after one taken back an answer is due sooner. */
const looks = { moved: [250, 500, 1_000, 2_000], back: [250, 750] };
const soonMs = 60_000;
/**
 * In how many seconds the mail that tells of a move leaves. The mail is planned a moment after the move; where none is, nobody
 * is told. A reminder waits much longer and is none of these.
 */
async function mailLeavesIn({ id, sequence }: Appointment, waits: readonly number[]): Promise<number | undefined> {
  const query = new URLSearchParams({ view: "waiting", "filter[aboutId][eq]": id });
  for (const waitMs of waits) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const { items } = (await api<Waiting>(`/mails?${query}`)).value;
    const isSoon = ({ sendAt }: { sendAt: string }): boolean => Date.parse(sendAt) - serverNow() < soonMs;
    const own = items.find((mail) => mail.sequence === sequence && isSoon(mail));
    if (own) return Math.max(1, Math.round((Date.parse(own.sendAt) - serverNow()) / 1_000));
  }
  return undefined;
}

/** What is said of a move inside the book, and how it is undone, whether it was dragged, made by keys or in a dialog. */
export function TellMoves({ zone, children }: { zone: string; children: ReactNode }) {
  const { t, time, language } = useWords();
  const day = new Intl.DateTimeFormat(localeOf[language], {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: zone,
  });
  const whenOf = (at: string): string => `${day.format(Date.parse(at))} ${time(at, zone)}`;
  const follows = async (stored: AnyRow, isUndo: boolean): Promise<string | undefined> => {
    const looked = mailLeavesIn(stored as Appointment, isUndo ? looks.back : looks.moved);
    const seconds = await looked.catch(() => null);
    if (typeof seconds === "number") return t("calendar.mail-waits", { seconds });
    return isUndo && seconds === undefined ? t("calendar.no-mail") : undefined;
  };
  /** Who is moved where; what comes back within its day is told by its time alone. */
  const done = (stored: AnyRow, before: AnyRow, isUndo: boolean): string => {
    const { name, startsAt } = stored as Appointment;
    if (!isUndo) return t("calendar.moved", { name, at: whenOf(startsAt) });
    const isSameDay = day.format(Date.parse(String(before.startsAt ?? startsAt))) === day.format(Date.parse(startsAt));
    return t("calendar.moved-back", { name, at: isSameDay ? time(startsAt, zone) : whenOf(startsAt) });
  };
  const correct = { undo: () => ({ move: "correct" }) };
  const told = {
    "appointment.reschedule": {
      done,
      follows,
      undo: (before: AnyRow) => backTo(before as Appointment),
    },
    "appointment.arrive": correct,
    "appointment.miss": correct,
  };
  return <MovesTold value={told}>{children}</MovesTold>;
}

/** Moves appointments as the page should feel: painted at once, taken back with the reason when refused. */
export function useReschedule(calendar: Calendar | undefined) {
  const client = useQueryClient();
  const words = useWords();
  const makeOf = useMoves(record as never);
  const [onTheWay, setOnTheWay] = useState<ReadonlyMap<string, Appointment>>(new Map());
  const [lost, setLost] = useState<LostRace>();
  const paint = (id: string, painted: Appointment | undefined): void =>
    setOnTheWay((now) => {
      const next = new Map(now);
      if (painted) next.set(id, painted);
      else next.delete(id);
      return next;
    });
  const refuse = (appointment: Appointment, target: Target, problem: Problem): void => {
    if (problem.reason === "slot-taken") setLost({ appointment, target, next: problem.nextSlots });
    if (problem.reason === "slot-taken" || problem.status === 0) return;
    const act = words.t("notice.act", { act: words.t("appointment.move.reschedule"), name: appointment.name });
    notify({
      tone: "refused",
      title: words.t("notice.not-done", { act }),
      text: reasonText(words, problem, record.name),
      ...(problem.traceId ? { traceId: problem.traceId } : {}),
    });
  };
  const move = async (moved: Appointment, target: Target, mustBeFree = true, isUndo = false): Promise<void> => {
    know(client, moved);
    setLost(undefined);
    const painted = movedTo(moved, target);
    paint(moved.id, painted);
    const undo = (): void =>
      void move({ ...painted, version: moved.version + 1 }, placeOf(moved), !moved.isBesidePlan, true);
    const { startsAt, endsAt } = painted;
    const options = { isQuiet: true, paint: { startsAt, endsAt }, undo, isUndo };
    const answer = await makeOf(moved.id)("reschedule", bodyOf(target, mustBeFree), options);
    await client.invalidateQueries({ queryKey: [calendarKey] });
    paint(moved.id, undefined);
    if (answer instanceof Problem) refuse(moved, target, answer);
  };
  const appointments = (calendar?.appointments ?? []).map((one) => onTheWay.get(one.id) ?? one);
  return { appointments, onTheWay, lost, forget: () => setLost(undefined), move };
}
export type Reschedule = ReturnType<typeof useReschedule>;
