import { CloseButton } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { dayOf } from "#ui/calendar/scale.ts";
import { TimeGrid } from "#ui/calendar/time-grid.tsx";
import { api } from "#ui/data/api.ts";
import { useLive } from "#ui/data/live.ts";
import { useLiveRows } from "#ui/data/live-rows.ts";
import { useNow } from "#ui/data/now.ts";
import { RecordZone } from "#ui/fields/record-zone.tsx";
import { useKeys } from "#ui/keys/keys.ts";
import { useMedia } from "#ui/list/media.ts";
import { useFocusBack } from "#ui/moves/use-focus-back.ts";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { AppointmentPanel } from "./appointment.panel.tsx";
import { appointment as record } from "./appointment.record.ts";
import { type Address, useAddress } from "./calendar.address.tsx";
import { Agenda } from "./calendar.agenda.tsx";
import { blockOf, useAppointmentWords } from "./calendar.block.tsx";
import { columnOf, nowhere, useColumns } from "./calendar.columns.tsx";
import { Dialogs } from "./calendar.dialogs.tsx";
import { NoBays, NotRead } from "./calendar.empty.tsx";
import styles from "./calendar.module.css";
import { calendarKey, type Reschedule, TellMoves, useReschedule } from "./calendar.moves.tsx";
import { type Calendar, targetOf } from "./calendar.reading.ts";
import { Toolbar } from "./calendar.toolbar.tsx";

/** The book as the server has it; somebody else's change reads it anew without touching the focus. */
function useCalendar({ dealer, from, days }: Address) {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readAnew = (): void => {
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void client.invalidateQueries({ queryKey: [calendarKey] }), 100);
  };
  useLive(record.name, readAnew);
  useLiveRows(client, record as never);
  useEffect(() => () => clearTimeout(soon.current), []);
  return useQuery({
    queryKey: [calendarKey, dealer, from, days],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ dealer: dealer ?? "", from, days: String(days) });
      return (await api<Calendar>(`/service-calendar?${query}`, { signal })).value;
    },
    enabled: dealer !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** The dealer's book: a day by bays or advisors, a week, or on a phone one list. */
export function CalendarPage() {
  const address = useAddress();
  return (
    <TellMoves zone={address.zone}>
      <BookPage address={address} />
    </TellMoves>
  );
}

function BookPage({ address }: { address: Address }) {
  const { t } = useWords();
  const { data: calendar, error, refetch, isPlaceholderData } = useCalendar(address);
  const book = useReschedule(calendar);
  const isNarrow = useMedia("(max-width: 767px)");
  usePageTitle(t("place.calendar"));
  useFocusBack(address.doing);
  useBookKeys(address, calendar);
  const isShown = calendar !== undefined && calendar.bays.length > 0;
  return (
    <RecordZone value={address.zone}>
      <div className={styles.page} data-stale={isPlaceholderData || undefined}>
        <Toolbar address={address} calendar={calendar} isNarrow={isNarrow} />
        <div className={styles.beside}>
          {error && !calendar ? <NotRead error={error} onRetry={() => void refetch()} /> : null}
          {!error && !calendar ? <div className={styles.loading} aria-busy="true" /> : null}
          {calendar ? (
            <div className={styles.book}>
              {isShown ? null : <NoBays />}
              {isShown || calendar.appointments.length > 0 ? (
                <Book address={address} calendar={calendar} book={book} isNarrow={isNarrow} />
              ) : null}
            </div>
          ) : null}
          {address.open ? <OpenAppointment key={address.open} address={address} /> : null}
        </div>
        {calendar ? <Dialogs address={address} calendar={calendar} book={book} /> : null}
      </div>
    </RecordZone>
  );
}

type BookProps = { address: Address; calendar: Calendar; book: Reschedule; isNarrow: boolean };

function Book({ address, calendar, book, isNarrow }: BookProps) {
  const { t } = useWords();
  const { zone, bay, as, by, open, go } = address;
  const nowMs = useNow(60_000);
  const words = useAppointmentWords(zone);
  const shown = book.appointments.filter((one) => !bay || one.bay?.id === bay);
  const columns = useColumns(address, calendar, shown);
  const ask = (column: string, atMs: number): void =>
    go({ do: "new", at: new Date(atMs).toISOString(), ...(as === "day" && by === "bays" ? { bay: column } : {}) });
  if (isNarrow) return <Agenda address={address} calendar={calendar} appointments={shown} words={words} />;
  const isByAdvisor = as === "day" && by === "advisors";
  const blocks = shown.map((one) =>
    blockOf(one, columnOf(one, address, zone, dayOf), words, {
      until: isByAdvisor ? one.advisorUntilAt : one.endsAt,
      canMove: calendar.can.reschedule,
    }),
  );
  const drop = (id: string, column: string, atMs: number, isBeside: boolean): void => {
    const moved = shown.find((one) => one.id === id);
    if (!moved || column === nowhere) return;
    const name = columns.find((one) => one.id === column)?.spoken ?? "";
    const to = as === "week" ? {} : { [by === "bays" ? "bay" : "advisor"]: { id: column, name } };
    void book.move(moved, targetOf(calendar, moved, atMs, to), !isBeside);
  };
  return (
    <TimeGrid
      label={t("calendar.grid")}
      columns={columns}
      blocks={blocks}
      zone={zone}
      nowMs={nowMs}
      open={open}
      least={2}
      onOpen={(id) => go({ open: id })}
      onNew={calendar.can.create ? ask : undefined}
      onMove={drop}
    />
  );
}

/** Keys of the page; those of the calendar itself stand there. */
function useBookKeys({ go, doing, open }: Address, calendar: Calendar | undefined): void {
  const focused = (): string | null => document.activeElement?.getAttribute("data-block") ?? open ?? null;
  useKeys([
    ...(calendar?.can.create ? [{ key: "a", label: "calendar.new", run: () => go({ do: "new", at: null }) }] : []),
    ...(calendar?.can.reschedule
      ? [
          {
            key: "x",
            label: "appointment.move.cancel",
            run: () => focused() && !doing && go({ open: focused(), do: "cancel" }),
          },
        ]
      : []),
    ...(open ? [{ key: "Escape", label: "shell.close", run: () => go({ open: null }) }] : []),
  ]);
}

/** One appointment beside the calendar, or over it where there is no room. */
function OpenAppointment({ address: { open = "", go, zone } }: { address: Address }) {
  const { t } = useWords();
  const isOver = useMedia("(max-width: 1023px)");
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOver) return undefined;
    const before = document.activeElement;
    frame.current?.querySelector<HTMLElement>("button")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isOver]);
  return (
    <section ref={frame} className={styles.panel} aria-label={t("appointment.name")}>
      <CloseButton className={styles.close} aria-label={t("shell.close")} onClick={() => go({ open: null })} />
      <AppointmentPanel id={open} zone={zone} onDo={(move) => go({ do: move })} />
    </section>
  );
}
