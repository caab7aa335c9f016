import { MantineThemeProvider } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { AnyRecord } from "#platform/record/index.ts";
import { Problem } from "#ui/data/api.ts";
import { type MakeMove, useMove } from "#ui/data/move.ts";
import { useOne } from "#ui/data/records.ts";
import { DialogFrame } from "#ui/moves/dialog-frame.tsx";
import { MoveDialog } from "#ui/moves/move-dialog.tsx";
import { Taken } from "#ui/slots/not-free.tsx";
import { useWords } from "#ui/words/words.tsx";
import { appointment as record } from "./appointment.record.ts";
import type { Address } from "./calendar.address.tsx";
import { calendarKey, type Reschedule } from "./calendar.moves.tsx";
import { NewDialog } from "./calendar.new.tsx";
import type { Appointment, Calendar } from "./calendar.reading.ts";
import { timesOf } from "./calendar.times.tsx";

type Props = { address: Address; calendar: Calendar; book: Reschedule };
const declared = record as unknown as AnyRecord;

/** The dialog that the address names, and the one of a move that came too late. */
export function Dialogs(props: Props) {
  const { address, calendar } = props;
  const { doing, open } = address;
  return (
    <>
      {doing === "new" && calendar.can.create ? <NewDialog {...props} /> : null}
      {isAct(doing) && open && calendar.can.reschedule ? (
        <ActDialog key={doing + open} {...props} id={open} doing={doing} />
      ) : null}
      {props.book.lost ? <TooLate {...props} /> : null}
    </>
  );
}

const acts = ["reschedule", "cancel", "miss"] as const;
type Act = (typeof acts)[number];
const isAct = (doing: unknown): doing is Act => acts.some((act) => act === doing);
const closed = { do: null, at: null };
/** What confirms a cancellation is red. */
const red = { components: { Button: { defaultProps: { color: "red.9" } } } };
/** Nobody is taken for the one who cancels by a mere Enter: the question stands open until it is answered. */
const unanswered = new Problem(422, {
  reason: "invalid-input",
  errors: [{ field: "by", code: "missing", message: "" }],
});

function ActDialog({ address, calendar, id, doing }: Props & { id: string; doing: Act }) {
  const client = useQueryClient();
  const { data: one } = useOne<Appointment>(record.plural, id);
  const { make } = useMove(declared, id);
  const fresh: MakeMove = async (move, asked, options) => {
    if (move === "cancel" && !asked?.by) return unanswered;
    const answer = await make(move, asked, options);
    await client.invalidateQueries({ queryKey: [calendarKey] });
    return answer;
  };
  const shared = { record: declared, make: fresh, zone: calendar.zone, onClose: () => address.go(closed, true) };
  const { t } = useWords();
  if (one?.status !== "planned") return null;
  if (doing === "cancel")
    return (
      <MantineThemeProvider theme={red} inherit>
        <MoveDialog
          {...shared}
          move="cancel"
          extras={() => ({ by: { isRequired: true } })}
          consequence={() =>
            t(one.lead ? "appointment.move.cancel.consequence.lead" : "appointment.move.cancel.consequence")
          }
        />
      </MantineThemeProvider>
    );
  if (doing === "miss")
    return (
      <MoveDialog
        {...shared}
        move="miss"
        consequence={() => t(one.lead ? "appointment.move.miss.consequence.lead" : "appointment.move.miss.consequence")}
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
