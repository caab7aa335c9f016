import { IconChevronRight } from "@tabler/icons-react";
import { dayTitle } from "#ui/calendar/day-title.ts";
import { dayOf } from "#ui/calendar/scale.ts";
import { useWords } from "#ui/words/words.tsx";
import type { Address } from "./calendar.address.tsx";
import { type AppointmentWords, Sign } from "./calendar.block.tsx";
import { closedText } from "./calendar.columns.tsx";
import styles from "./calendar.module.css";
import { type Appointment, type Calendar, toneOf } from "./calendar.reading.ts";

type Props = { address: Address; calendar: Calendar; appointments: readonly Appointment[]; words: AppointmentWords };

/** On a phone: the day, or the days of a week, as one list from morning to evening. */
export function Agenda({ address, calendar, appointments, words }: Props) {
  const { t, day, language } = useWords();
  const { zone, as, open, go } = address;
  const sorted = appointments.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return (
    <div className={styles.agenda}>
      {calendar.days.map((one) => {
        const { on } = one;
        const own = sorted.filter(({ startsAt }) => dayOf(Date.parse(startsAt), zone) === on);
        const closed = closedText(t, one);
        return (
          <section key={on} aria-label={day(on)}>
            {as === "week" ? (
              <h2 className={styles.agendaDay}>
                {dayTitle(language, on)} {closed ? <small>{closed}</small> : null}
              </h2>
            ) : null}
            {own.length === 0 && !(closed && as === "week") ? (
              <p className={styles.quiet}>{closed ?? t("calendar.nothing")}</p>
            ) : null}
            <ul className={styles.agendaList}>
              {own.map((each) => (
                <li key={each.id}>
                  <Card one={each} words={words} isOpen={each.id === open} onOpen={() => go({ open: each.id })} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

type CardProps = { one: Appointment; words: AppointmentWords; isOpen: boolean; onOpen: () => void };

function Card({ one, words, isOpen, onOpen }: CardProps) {
  const tone = toneOf(one);
  return (
    <button
      type="button"
      className={styles.card}
      data-tone={tone}
      data-block={one.id}
      aria-expanded={isOpen}
      onClick={onOpen}
    >
      <span className={styles.cardTime}>{words.timesText(one)}</span>
      <span className={styles.cardText}>
        <strong>
          <Sign of={one} /> {one.name}
        </strong>
        <span>{[words.workText(one.work), one.bay?.name].filter(Boolean).join(" · ")}</span>
        {tone === "planned" ? null : <small>{words.stateText(one)}</small>}
      </span>
      <IconChevronRight size={18} aria-hidden />
    </button>
  );
}
