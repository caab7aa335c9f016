import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "#ui/data/api.ts";
import { useMoves } from "#ui/data/move.ts";
import { notify } from "#ui/data/notices.ts";
import type { Offered } from "#ui/data/problem.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { knownRow, oneKey } from "#ui/data/records.ts";
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

const placeOf = ({ startsAt, bay, advisor }: Appointment): Target => ({
  startsAt,
  ...(bay ? { bay } : {}),
  ...(advisor ? { advisor } : {}),
});

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
  const move = async (moved: Appointment, target: Target, mustBeFree = true): Promise<void> => {
    know(client, moved);
    setLost(undefined);
    const painted = movedTo(moved, target);
    paint(moved.id, painted);
    const back = (): void => void move({ ...painted, version: moved.version + 1 }, placeOf(moved));
    const { startsAt, endsAt } = painted;
    const options = { isQuiet: true, paint: { startsAt, endsAt }, undo: back };
    const answer = await makeOf(moved.id)("reschedule", bodyOf(target, mustBeFree), options);
    await client.invalidateQueries({ queryKey: [calendarKey] });
    paint(moved.id, undefined);
    if (answer instanceof Problem) refuse(moved, target, answer);
  };
  const appointments = (calendar?.appointments ?? []).map((one) => onTheWay.get(one.id) ?? one);
  return { appointments, onTheWay, lost, forget: () => setLost(undefined), move };
}
export type Reschedule = ReturnType<typeof useReschedule>;
