import { IconAlertTriangle, IconCalendar, IconMail } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useZonedWords } from "#ui/fields/record-zone.tsx";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import styles from "#ui/record/section.module.css";
import type { Lead } from "./aftersales-lead.reading.ts";

/** Which bay and advisor are kept for a booked lead, or that none is; and the way to it in the calendar. */
export function InTheBook({ lead: { appointment, dealer } }: { lead: Lead }) {
  const { t, zone } = useZonedWords();
  if (!appointment) return null;
  const { id, bay, advisor, isBesidePlan, startsAt } = appointment;
  const search = { on: wallTimeAt(startsAt, zone).day, open: id, dealer };
  const who = [bay?.name, advisor?.name].filter(Boolean).join(" · ");
  return (
    <>
      {who ? <span className={styles.booked}>{who}</span> : null}
      {isBesidePlan ? (
        <span className={styles.booked} data-tone="amber">
          <IconAlertTriangle size={14} aria-hidden />
          {t("aftersales-lead.appointment.beside")}
        </span>
      ) : null}
      <Link to={"/calendar" as "/"} search={search as never} className={styles.booked}>
        <IconCalendar size={14} aria-hidden />
        {t("aftersales-lead.appointment.open")}
      </Link>
      <Link to={"/mails" as "/"} search={{ aboutId: id } as never} className={styles.booked}>
        <IconMail size={14} aria-hidden />
        {t("appointment.mails.open")}
      </Link>
    </>
  );
}
