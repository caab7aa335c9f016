import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { oneQuery } from "#ui/data/records.ts";
import { CodeName } from "#ui/fields/code-name.tsx";
import fields from "#ui/fields/fields.module.css";
import { PageLink } from "#ui/fields/page-link.tsx";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import { useWords } from "#ui/words/words.tsx";
import { readCalendarPart } from "./calendar-part.ts";
import { LetterFrame } from "./letter-frame.tsx";
import styles from "./mail.module.css";
import { kindText, type Mail } from "./mail.reading.ts";

const looks = ["layout", "text"] as const;

/** The mail as it reads, with its layout or as the plain text that goes with it. */
export function LetterSection({ mail }: { mail: Mail }) {
  const { t } = useWords();
  const [look, setLook] = useState<(typeof looks)[number]>("layout");
  const { html, text, status } = mail;
  const isEmpty = html === null && text === null;
  return (
    <section className={styles.part} aria-labelledby="mail-letter">
      <div className={styles.partHead}>
        <h2 id="mail-letter">{t("mail.section.letter")}</h2>
        <fieldset className={fields.chips} hidden={isEmpty} aria-label={t("mail.letter.look")}>
          {looks.map((name) => (
            <button
              key={name}
              type="button"
              className={fields.chip}
              aria-pressed={look === name}
              onClick={() => setLook(name)}
            >
              {t(`mail.letter.${name}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {isEmpty ? (
        <p className={styles.nothing}>
          {t(`mail.letter.${["planned", "due"].includes(status) ? "not-yet" : "not-kept"}`)}
        </p>
      ) : null}
      {html !== null && look === "layout" ? <LetterFrame html={html} title={t("mail.section.letter")} /> : null}
      {text !== null && look === "text" ? <pre className={styles.plain}>{text}</pre> : null}
    </section>
  );
}

/** What the recipient's calendar is told, in words. */
export function CalendarSection({ mail, zone }: { mail: Mail; zone: string }) {
  const { t, instant, time } = useWords();
  const part = mail.calendar === null ? null : readCalendarPart(mail.calendar);
  if (!part) return null;
  const kind = part.method === "CANCEL" ? "cancelled" : part.sequence > 0 ? "changed" : "invited";
  return (
    <section className={styles.part} aria-labelledby="mail-calendar">
      <div className={styles.partHead}>
        <h2 id="mail-calendar">{t("mail.field.calendar")}</h2>
      </div>
      <dl className={styles.facts}>
        <Fact label={t("mail.calendar.tells")}>{t(`mail.calendar.${kind}`)}</Fact>
        <Fact label={t("mail.calendar.when")}>
          {instant(part.startsAt, zone)}–{time(part.endsAt, zone)}
        </Fact>
        <Fact label={t("mail.calendar.summary")}>{part.summary}</Fact>
        {part.location ? <Fact label={t("mail.calendar.location")}>{part.location}</Fact> : null}
      </dl>
    </section>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the mail is about and how it is kept. */
export function Facts({ mail, zone }: { mail: Mail; zone: string }) {
  const words = useWords();
  const { t, has, instant } = words;
  const language = `mail-template.choice.language.${mail.language.slice(0, 2)}`;
  return (
    <section className={styles.part} aria-labelledby="mail-facts">
      <div className={styles.partHead}>
        <h2 id="mail-facts">{t("mail.section.details")}</h2>
      </div>
      <dl className={styles.facts}>
        <Fact label={t("mail.field.kind")}>{kindText(words, mail.kind)}</Fact>
        <Fact label={t("mail.field.aboutRecord")}>
          <About mail={mail} zone={zone} />
        </Fact>
        <LeadFact mail={mail} />
        <Fact label={t("mail.field.dealer")}>{mail.dealer ? <CodeName of="dealer" code={mail.dealer} /> : "—"}</Fact>
        <Fact label={t("mail.field.language")}>{has(language) ? t(language) : mail.language}</Fact>
        <Fact label={t("mail.field.sendAt")}>{instant(mail.sendAt, zone)}</Fact>
        {mail.nextTryAt ? <Fact label={t("mail.field.nextTryAt")}>{instant(mail.nextTryAt, zone)}</Fact> : null}
      </dl>
    </section>
  );
}

type AboutAppointment = { startsAt: string; dealer: string; lead: string | null; name: string };

/** The appointment that a mail is about, where the reader sees it. */
function useAppointment({ aboutRecord, aboutId }: Mail): AboutAppointment | undefined {
  const isAppointment = aboutRecord === "appointment";
  return useQuery({ ...oneQuery<AboutAppointment>("appointments", aboutId), enabled: isAppointment }).data;
}

/** The way to what the mail is about. */
function About({ mail, zone }: { mail: Mail; zone: string }) {
  const { t, has } = useWords();
  const appointment = useAppointment(mail);
  const name = `${mail.aboutRecord}.name`;
  const text = has(name) ? t(name) : mail.aboutRecord;
  if (!appointment) return text;
  const on = wallTimeAt(appointment.startsAt, zone).day;
  const search = { on, open: mail.aboutId, dealer: appointment.dealer };
  return (
    <Link to={"/calendar" as "/"} search={search as never} activeProps={{}}>
      {text}
    </Link>
  );
}

/** The way to the lead whose appointment it is. */
function LeadFact({ mail }: { mail: Mail }) {
  const { t } = useWords();
  const appointment = useAppointment(mail);
  if (!appointment?.lead) return null;
  return (
    <Fact label={t("aftersales-lead.name")}>
      <PageLink to={`/aftersales-leads/${appointment.lead}`}>{appointment.name}</PageLink>
    </Fact>
  );
}
