import { Button } from "@mantine/core";
import { IconAlertTriangle, IconMail, IconMessageQuestion, IconPhone } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import type { Role } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { useMove } from "#ui/data/move.ts";
import { useNow } from "#ui/data/now.ts";
import { useOne } from "#ui/data/records.ts";
import { CodeName } from "#ui/fields/code-name.tsx";
import { todayIn } from "#ui/fields/day-field.tsx";
import { dialled, phoneText } from "#ui/fields/field-value.tsx";
import { PageLink } from "#ui/fields/page-link.tsx";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import { FieldLine } from "#ui/record/field-line.tsx";
import { RecordFailed, RecordSkeleton } from "#ui/record/page-states.tsx";
import { Line } from "#ui/record/section.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./appointment.module.css";
import { appointment as record } from "./appointment.record.ts";
import { Timeline } from "./appointment.timeline.tsx";
import { calendarKey } from "./calendar.moves.tsx";
import { type Appointment, toneOf } from "./calendar.reading.ts";

type Act = "reschedule" | "cancel" | "miss";
type Props = { id: string; zone: string; onDo: (act: Act) => void };

/** One appointment: who comes with what, how to reach them, and what can be done. */
export function AppointmentPanel(props: Props) {
  const { data, error, refetch } = useOne<Appointment>(record.plural, props.id);
  const client = useQueryClient();
  const version = data?.version;
  useEffect(() => {
    if (version !== undefined) void client.invalidateQueries({ queryKey: [record.plural, "history", props.id] });
  }, [client, props.id, version]);
  if (error)
    return <RecordFailed error={error} record={record.name} listTo="/calendar" onRetry={() => void refetch()} />;
  return data ? <Panel {...props} one={data} /> : <RecordSkeleton />;
}

function Panel({ one, zone, onDo }: Props & { one: Appointment }) {
  const { t, time, day } = useWords();
  const on = wallTimeAt(one.startsAt, zone).day;
  return (
    <article className={styles.panel}>
      <h2 className={styles.name}>{one.name}</h2>
      <p className={styles.when} data-tone={toneOf(one)}>
        <time dateTime={one.startsAt}>
          {day(on)} {time(one.startsAt, zone)}–{time(one.endsAt, zone)}
        </time>
        <span className={styles.status} data-tone={toneOf(one)}>
          {t(`appointment.status.${one.status}`)}
        </span>
      </p>
      <Notes one={one} zone={zone} onDo={onDo} />
      <Reach one={one} />
      <Acts one={one} zone={zone} onDo={onDo} />
      <Facts one={one} />
      <Timeline id={one.id} zone={zone} />
    </article>
  );
}

/** What needs somebody's eye: no bay, or what the customer answered. */
function Notes({ one, zone, onDo }: { one: Appointment } & Omit<Props, "id">) {
  const { t, instant } = useWords();
  if (one.status !== "planned") return null;
  return (
    <>
      {one.isBesidePlan ? (
        <Note sign={<IconAlertTriangle size={16} aria-hidden />}>
          {t("calendar.beside.why")}{" "}
          <button type="button" className={styles.inline} onClick={() => onDo("reschedule")}>
            {t("calendar.beside.find")}
          </button>
        </Note>
      ) : null}
      {one.customerReply === "proposed" && one.proposedAt ? (
        <Note sign={<IconMessageQuestion size={16} aria-hidden />}>
          {t("calendar.proposed", { at: instant(one.proposedAt, zone) })}{" "}
          <button type="button" className={styles.inline} onClick={() => onDo("reschedule")}>
            {t("appointment.move.reschedule")}
          </button>
        </Note>
      ) : null}
    </>
  );
}

const Note = ({ sign, children }: { sign: ReactNode; children: ReactNode }): ReactNode => (
  <p className={styles.note}>
    {sign}
    <span>{children}</span>
  </p>
);

function Reach({ one: { phone, email } }: { one: Appointment }) {
  if (!phone && !email) return null;
  return (
    <div className={styles.reach}>
      {phone ? (
        <a href={`tel:${dialled(phone)}`} className={styles.call}>
          <IconPhone size={17} aria-hidden />
          {phoneText(phone)}
        </a>
      ) : null}
      {email ? (
        <a href={`mailto:${email}`} className={styles.call}>
          <IconMail size={17} aria-hidden />
          {email}
        </a>
      ) : null}
    </div>
  );
}

/** Moving comes first until the day, then whether the car has come. */
function Acts({ one, zone, onDo }: { one: Appointment } & Omit<Props, "id">) {
  const { t } = useWords();
  const role = useMe()?.profile?.role;
  const client = useQueryClient();
  const { make } = useMove(record as never, one.id);
  const now = useNow(60_000);
  if (!mayMove(role)) return null;
  const correct = async (): Promise<void> => {
    await make("correct");
    await client.invalidateQueries({ queryKey: [calendarKey] });
  };
  if (one.correctableUntilAt && Date.parse(one.correctableUntilAt) > now)
    return (
      <fieldset className={styles.acts} aria-label={t("record.actions")}>
        <Button variant="default" data-move="correct" onClick={() => void correct()}>
          {t("appointment.move.correct")}
        </Button>
      </fieldset>
    );
  if (one.status !== "planned") return null;
  const isDay = wallTimeAt(one.startsAt, zone).day <= todayIn(zone);
  const isOver = Date.parse(one.startsAt) <= now;
  const arrive = async (): Promise<void> => {
    await make("arrive");
    await client.invalidateQueries({ queryKey: [calendarKey] });
  };
  return (
    <fieldset className={styles.acts} aria-label={t("record.actions")}>
      {isDay ? <Button onClick={() => void arrive()}>{t("appointment.move.arrive")}</Button> : null}
      {isOver ? (
        <Button variant="default" data-move="miss" onClick={() => onDo("miss")}>
          {t("appointment.move.miss")}
        </Button>
      ) : null}
      <Button variant={isDay ? "default" : "filled"} data-move="reschedule" onClick={() => onDo("reschedule")}>
        {t("appointment.move.reschedule")}
      </Button>
      <Button variant="default" data-move="cancel" aria-keyshortcuts="x" onClick={() => onDo("cancel")}>
        {t("appointment.move.cancel")}
      </Button>
    </fieldset>
  );
}
const mayMove = (role: Role | undefined): boolean => record.make?.reschedule?.some((one) => one === role) ?? false;

function Facts({ one }: { one: Appointment }) {
  const { t } = useWords();
  const role = useMe()?.profile?.role;
  const canEdit = !one.isFinal && (record.edit?.by.some((by) => by === role) ?? false);
  const none = <span className={styles.quiet}>—</span>;
  const link = (to: string, of: { id: string; name: string } | null) =>
    of ? <PageLink to={`/${to}/${of.id}`}>{of.name}</PageLink> : none;
  return (
    <dl className={styles.facts}>
      <Line label={t("appointment.field.work")}>
        {one.work ? <CodeName of="service-work" code={one.work} /> : none}
      </Line>
      <Line label={t("appointment.field.bay")}>{one.bay?.name ?? none}</Line>
      <Line label={t("appointment.field.advisor")}>{one.advisor?.name ?? none}</Line>
      <Line label={t("appointment.field.vehicle")}>{link("vehicles", one.vehicle)}</Line>
      <Line label={t("appointment.field.customer")}>{link("customers", one.customer)}</Line>
      <Line label={t("appointment.field.lead")}>{link("aftersales-leads", one.lead)}</Line>
      <Line label={t("appointment.mails")}>
        <Link to={"/mails" as "/"} search={{ aboutId: one.id } as never} activeProps={{}}>
          {t("appointment.mails.open")}
        </Link>
      </Line>
      <Line label={t("appointment.field.customerReply")}>
        {one.customerReply ? t(`appointment.choice.customerReply.${one.customerReply}`) : none}
      </Line>
      {(["notes", "remindCustomer", "phone", "email"] as const).map((name) => (
        <FieldLine key={name} record={record as never} row={one as never} name={name} canEdit={canEdit} />
      ))}
    </dl>
  );
}
