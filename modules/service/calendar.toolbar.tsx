import { ActionIcon, Button, NativeSelect, Popover } from "@mantine/core";
import { IconCalendar, IconChevronLeft, IconChevronRight, IconPlus, IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { daysLater } from "#platform/record/index.ts";
import { dayTitle, weekTitle } from "#ui/calendar/day-title.ts";
import { useNamed } from "#ui/data/choices.ts";
import { serverNow } from "#ui/data/now.ts";
import { Calendar as Month } from "#ui/fields/day-field.tsx";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useKeys } from "#ui/keys/keys.ts";
import { isViewersTime } from "#ui/words/dates.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import type { Address } from "./calendar.address.tsx";
import styles from "./calendar.module.css";
import type { Calendar } from "./calendar.reading.ts";

type Props = { address: Address; calendar: Calendar | undefined; isNarrow: boolean };

/** Which days are shown and how: everything here stands in the address. */
export function Toolbar({ address, calendar, isNarrow }: Props) {
  const { t } = useWords();
  const { on, as, today, go } = address;
  const turn = (by: number): void => go({ on: daysLater(on, as === "week" ? by * 7 : by) });
  useKeys([
    { key: "t", label: "calendar.today", run: () => go({ on: null }) },
    { key: "p", label: "calendar.previous", run: () => turn(-1) },
    { key: "n", label: "calendar.next", run: () => turn(1) },
    { key: "d", label: "calendar.as.day", run: () => go({ as: null }) },
    { key: "w", label: "calendar.as.week", run: () => go({ as: "week" }) },
  ]);
  return (
    <header className={styles.bar}>
      <h1 className={styles.when}>
        <span className="mq-hidden">{t("place.calendar")}: </span>
        <Shown address={address} />
        {/* Seen in every column, by its name; the bar stays as high as on any other day. */}
        {calendar?.days.every(({ isHoliday }) => isHoliday) ? (
          <span className="mq-hidden">, {t("calendar.holiday")}</span>
        ) : null}
      </h1>
      <div className={styles.turn}>
        <Button variant="default" aria-keyshortcuts="t" disabled={on === today} onClick={() => go({ on: null })}>
          {t("calendar.today")}
        </Button>
        <ActionIcon size="md" aria-label={t("calendar.previous")} aria-keyshortcuts="p" onClick={() => turn(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon size="md" aria-label={t("calendar.next")} aria-keyshortcuts="n" onClick={() => turn(1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <DayPicker address={address} />
      </div>
      <Ways address={address} calendar={calendar} isNarrow={isNarrow} />
      <div className={styles.tools}>
        <PageLink to="/calendar/set-up" className={styles.setUp ?? ""}>
          <IconSettings size={17} aria-hidden />
          <span className={styles.setUpText}>{t("calendar.set-up")}</span>
        </PageLink>
        {calendar?.can.create ? (
          <Button
            className={styles.new ?? ""}
            data-move="new"
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-keyshortcuts="a"
            onClick={() => go({ do: "new", at: null })}
          >
            {t("calendar.new")}
          </Button>
        ) : null}
      </div>
      <ZoneNote zone={address.zone} />
    </header>
  );
}

/** The day, or the first and the last day of the week. */
function Shown({ address: { as, on, from } }: { address: Address }) {
  const { language } = useWords();
  if (as === "day") return <time dateTime={on}>{dayTitle(language, on, true)}</time>;
  return <span>{weekTitle(language, from, daysLater(from, 6))}</span>;
}

function DayPicker({ address: { on, zone, go } }: { address: Address }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="md" aria-label={t("record.calendar")} onClick={() => setOpen(!isOpen)}>
          <IconCalendar size={17} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("record.calendar")}>
        <Month
          value={on}
          zone={zone}
          onChange={(next) => {
            setOpen(false);
            go({ on: next });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Day or week, bays or advisors, which bay, which dealer. */
function Ways({ address, calendar, isNarrow }: Props) {
  const { t } = useWords();
  const { as, by, bay, go, hasDealers } = address;
  const bays = (calendar?.bays ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const hasBays = as === "week" || isNarrow;
  return (
    <div className={styles.ways}>
      {hasDealers ? <DealerPick address={address} /> : null}
      <Segments
        label={t("calendar.as")}
        value={as}
        values={["day", "week"]}
        text={(one) => t(`calendar.as.${one}`)}
        onChange={(one) => go({ as: one === "day" ? null : one, bay: null })}
      />
      {hasBays ? (
        <NativeSelect
          size="xs"
          aria-label={t("appointment.field.bay")}
          data={[{ value: "", label: t("calendar.all-bays") }, ...bays]}
          value={bay ?? ""}
          onChange={(event) => go({ bay: event.currentTarget.value || null })}
        />
      ) : (
        <Segments
          label={t("calendar.by")}
          value={by}
          values={["bays", "advisors"]}
          text={(one) => t(`calendar.by.${one}`)}
          onChange={(one) => go({ by: one === "bays" ? null : one })}
        />
      )}
    </div>
  );
}

type SegmentsProps = {
  label: string;
  value: string;
  values: readonly string[];
  text: (one: string) => string;
  onChange: (one: string) => void;
};

function Segments({ label, value, values, text, onChange }: SegmentsProps) {
  return (
    <fieldset className={styles.segments} aria-label={label}>
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChange(one)}>
          {text(one)}
        </button>
      ))}
    </fieldset>
  );
}

function DealerPick({ address: { dealer, go } }: { address: Address }) {
  const { t } = useWords();
  const dealers = useNamed("dealers");
  return (
    <NativeSelect
      size="xs"
      aria-label={t("appointment.field.dealer")}
      data={dealers.map(({ code, name }) => ({ value: code, label: name }))}
      value={dealer ?? ""}
      onChange={(event) => go({ dealer: event.currentTarget.value, open: null, bay: null })}
    />
  );
}

/** Names the dealer's zone where it is not the viewer's (UX-58). */
function ZoneNote({ zone }: { zone: string }) {
  const { t, language } = useWords();
  if (isViewersTime(zone, serverNow())) return null;
  const named = new Intl.DateTimeFormat(localeOf[language], { timeZone: zone, timeZoneName: "long" })
    .formatToParts(serverNow())
    .find(({ type }) => type === "timeZoneName")?.value;
  return (
    <p className={styles.zone} role="note">
      {t("calendar.zone", { zone: named ?? zone })}
    </p>
  );
}
