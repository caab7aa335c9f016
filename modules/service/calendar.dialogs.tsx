import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type AnyRecord, codeOf, email, flag, instant, maybe, notes, phone, text } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem } from "#ui/data/api.ts";
import { type MakeMove, useMove } from "#ui/data/move.ts";
import { notify } from "#ui/data/notices.ts";
import { type AnyRow, useOne } from "#ui/data/records.ts";
import { DialogFrame } from "#ui/moves/dialog-frame.tsx";
import { type DialogState, MoveDialog, type Said } from "#ui/moves/move-dialog.tsx";
import { FreeTimes } from "#ui/slots/free-times.tsx";
import { NotFree, Taken } from "#ui/slots/not-free.tsx";
import { useWords } from "#ui/words/words.tsx";
import { appointment as record } from "./appointment.record.ts";
import type { Address } from "./calendar.address.tsx";
import { calendarKey, type Reschedule } from "./calendar.moves.tsx";
import type { Appointment, Calendar } from "./calendar.reading.ts";

type Props = { address: Address; calendar: Calendar; book: Reschedule };
const declared = record as unknown as AnyRecord;

/** The dialog that the address names, and the one of a move that came too late. */
export function Dialogs(props: Props) {
  const { address, calendar } = props;
  const { doing, open } = address;
  return (
    <>
      {doing === "new" && calendar.can.create ? <NewDialog {...props} /> : null}
      {(doing === "reschedule" || doing === "cancel") && open && calendar.can.reschedule ? (
        <ActDialog key={doing + open} {...props} id={open} doing={doing} />
      ) : null}
      {props.book.lost ? <TooLate {...props} /> : null}
    </>
  );
}

const closed = { do: null, at: null };

function ActDialog({ address, calendar, id, doing }: Props & { id: string; doing: "reschedule" | "cancel" }) {
  const client = useQueryClient();
  const { data: one } = useOne<Appointment>(record.plural, id);
  const { make } = useMove(declared, id);
  const fresh: MakeMove = async (...asked) => {
    const answer = await make(...asked);
    await client.invalidateQueries({ queryKey: [calendarKey] });
    return answer;
  };
  const shared = { record: declared, make: fresh, zone: calendar.zone, onClose: () => address.go(closed, true) };
  const { t } = useWords();
  if (one?.status !== "planned") return null;
  if (doing === "cancel")
    return (
      <MoveDialog
        {...shared}
        move="cancel"
        initial={{ by: "customer" }}
        consequence={() =>
          t(one.lead ? "appointment.move.cancel.consequence.lead" : "appointment.move.cancel.consequence")
        }
      />
    );
  return (
    <MoveDialog
      {...shared}
      move="reschedule"
      order={["work", "startsAt"]}
      begin="startsAt"
      initial={{ startsAt: one.proposedAt ?? one.startsAt, work: one.work, remindCustomer: one.remindCustomer }}
      also={() => ({ mustBeFree: true })}
      consequence={() => t("appointment.move.reschedule.consequence")}
      extras={(state) => ({
        startsAt: {
          isRequired: true,
          ...timesOf({
            state,
            calendar,
            except: one.id,
            isTaken: state.said.startsAt !== one.startsAt,
            act: t("appointment.move.reschedule"),
          }),
        },
        bay: { isAsked: false },
        advisor: { isAsked: false },
        mustBeFree: { isAsked: false },
      })}
    />
  );
}

type TimesOf = {
  state: DialogState;
  calendar: Calendar;
  act: string;
  except?: string;
  isTaken?: boolean;
  onPick?: (at: string) => void;
};

/** Free times before the typed one, and behind it what is free next where it is not. Pressing one confirms unless told otherwise. */
function timesOf({ state, calendar, act, except, isTaken = true, onPick }: TimesOf) {
  const { said, problem } = state;
  const query = { dealer: calendar.dealer, work: said.work as string | null, ...(except ? { except } : {}) };
  const bay = said.bay as string | null;
  const pick = onPick ?? ((at: string) => state.confirm({ startsAt: at, mustBeFree: true }));
  const shared = { query, bay, act, zone: calendar.zone, onPick: pick };
  return {
    before: <FreeTimes {...shared} chosen={said.startsAt as string | null} />,
    after: isTaken ? (
      <NotFree {...shared} at={said.startsAt} problem={problem} onInsist={() => state.confirm({ mustBeFree: false })} />
    ) : null,
  };
}

/** What is asked to write a customer into the book without a lead: POST /appointments. */
const planned = {
  ...declared,
  moves: {
    create: {
      from: [],
      asks: {
        name: text(),
        phone: maybe(phone()),
        email: maybe(email()),
        work: maybe(codeOf("service-work")),
        startsAt: instant(),
        notes: maybe(notes()),
        remindCustomer: flag(),
      },
    },
  },
} as unknown as AnyRecord;

function NewDialog({ address, calendar }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const key = useRef(newActKey());
  const [created, setCreated] = useState<string>();
  const make: MakeMove = async (_move, asked = {}) => {
    try {
      const call = { body: asked, idempotencyKey: key.current };
      const { value } = await api<AnyRow>(`/${record.plural}`, call);
      notify({
        tone: "done",
        title: t("notice.act", { act: t("calendar.new"), name: String(value.name) }),
        forMs: 4_000,
      });
      setCreated(String(value.id));
      await client.invalidateQueries({ queryKey: [calendarKey] });
      return value;
    } catch (error) {
      key.current = newActKey();
      return asProblem(error);
    }
  };
  const done = (): void => address.go({ ...closed, ...(created ? { open: created } : {}) }, true);
  return (
    <MoveDialog
      record={planned}
      move="create"
      make={make}
      onClose={done}
      title={t("calendar.new")}
      zone={calendar.zone}
      initial={{ startsAt: address.at ?? null, bay: address.bay ?? null, remindCustomer: false }}
      also={(said: Said) => ({ mustBeFree: true, ...(said.bay ? { bay: said.bay } : {}) })}
      consequence={(said) => t(said.remindCustomer && said.email ? "calendar.new.mails" : "calendar.new.no-mails")}
      extras={(state) => {
        const times = timesOf({
          state,
          calendar,
          act: t("calendar.choose"),
          onPick: (at) => state.say("startsAt", at),
        });
        return {
          name: { isRequired: true },
          startsAt: {
            isRequired: true,
            before: (
              <>
                <BayPick state={state} calendar={calendar} />
                {times.before}
              </>
            ),
            after: times.after,
          },
          remindCustomer: { isAsked: Boolean(state.said.email) },
        };
      }}
    />
  );
}

function BayPick({ state, calendar }: { state: DialogState; calendar: Calendar }) {
  const { t } = useWords();
  const bays = calendar.bays.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <NativeSelect
      label={t("appointment.field.bay")}
      data={[{ value: "", label: t("calendar.any-bay") }, ...bays]}
      value={String(state.said.bay ?? "")}
      onChange={(event) => state.say("bay", event.currentTarget.value || null)}
    />
  );
}

/** Somebody else was faster: the next free times, or beside the plan. */
function TooLate({ book, calendar }: Props) {
  const { t, instant } = useWords();
  const { lost, forget, move } = book;
  if (!lost) return null;
  const { appointment, target, next } = lost;
  const act = t("appointment.move.reschedule");
  return (
    <DialogFrame isOpen onClose={forget} title={t("calendar.too-late")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves from wherever the focus is inside */}
      <div onKeyDown={(event) => event.key === "Escape" && forget()}>
        <p>{t("calendar.too-late.text", { name: appointment.name, at: instant(target.startsAt, calendar.zone) })}</p>
        <Taken
          zone={calendar.zone}
          act={act}
          next={next}
          onPick={(startsAt) => void move(appointment, { startsAt })}
          onInsist={() => void move(appointment, target, false)}
        />
      </div>
    </DialogFrame>
  );
}
