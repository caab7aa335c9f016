import { IconAlertTriangle, IconCheck, IconMessageQuestion, IconUserX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { GridBlock } from "#ui/calendar/grid-look.ts";
import { useNamed } from "#ui/data/choices.ts";
import { useWords } from "#ui/words/words.tsx";
import { type Appointment, toneOf } from "./calendar.reading.ts";

export type AppointmentWords = ReturnType<typeof useAppointmentWords>;

/** What is said of an appointment in the calendar. */
export function useAppointmentWords(zone: string) {
  const { t, time } = useWords();
  const works = useNamed("service-works");
  const workText = (code: string | null): string =>
    code === null ? t("calendar.work.none") : (works.find((work) => work.code === code)?.name ?? "");
  const fromText = ({ startsAt }: Appointment): string => time(startsAt, zone);
  const untilText = ({ endsAt }: Appointment): string => time(endsAt, zone);
  const timesText = (one: Appointment): string => `${fromText(one)}–${untilText(one)}`;
  const stateText = (one: Appointment): string =>
    toneOf(one) === "beside" ? t("appointment.field.isBesidePlan") : t(`appointment.status.${one.status}`);
  /** What a block has no room for, for who does not see it. */
  const unseen = (one: Appointment): string =>
    [
      one.bay?.name,
      one.advisor?.name,
      stateText(one),
      one.customerReply ? t(`appointment.choice.customerReply.${one.customerReply}`) : null,
    ]
      .filter(Boolean)
      .join(", ");
  return { workText, fromText, untilText, timesText, stateText, unseen };
}

const signs: Record<string, typeof IconCheck> = {
  beside: IconAlertTriangle,
  arrived: IconCheck,
  missed: IconUserX,
  proposed: IconMessageQuestion,
};

/** The sign of what is not as usual. */
export function Sign({ of }: { of: Appointment }): ReactNode {
  const Found = signs[of.customerReply === "proposed" && of.status === "planned" ? "proposed" : toneOf(of)];
  return Found ? <Found size={13} aria-hidden /> : null;
}

/** An appointment as a block of the calendar. */
export function blockOf(
  one: Appointment,
  column: string,
  { unseen, fromText, untilText, workText }: AppointmentWords,
  { until, canMove }: { until: string; canMove: boolean },
): GridBlock {
  return {
    id: one.id,
    column,
    name: one.name,
    fromMs: Date.parse(one.startsAt),
    untilMs: Date.parse(until),
    tone: toneOf(one),
    canMove: canMove && one.status === "planned",
    content: (
      <>
        <strong>
          <Sign of={one} /> {one.name}
        </strong>{" "}
        <span>
          {fromText(one)}
          <i>–{untilText(one)}</i>
        </span>{" "}
        <span>{workText(one.work)}</span>
        <span className="mq-hidden">, {unseen(one)}</span>
      </>
    ),
  };
}
