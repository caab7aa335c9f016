import { useLayoutEffect, useRef } from "react";
import { useDefaultName } from "#ui/data/choices.ts";
import { useNow } from "#ui/data/now.ts";
import { type DialogState, MoveDialog } from "#ui/moves/move-dialog.tsx";
import { FreeTimes } from "#ui/slots/free-times.tsx";
import { NotFree } from "#ui/slots/not-free.tsx";
import { type SlotQuery, useSlots } from "#ui/slots/slots.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { Chip, Chips, Facts, Note } from "./aftersales-lead.dialog-parts.tsx";
import type { DialogProps } from "./aftersales-lead.dialogs.tsx";
import type { Lead } from "./aftersales-lead.reading.ts";
import { aftersalesLead as record } from "./aftersales-lead.record.ts";

/**
 * Books or changes the agreed moment (AL-35). What the customer wished for and what is free is chosen at a tap; any other time is
 * typed, and where no bay is free then, the dialog says so and lets an advisor insist. The three facts of AL-54 bar nothing.
 */
export function BookDialog(props: DialogProps) {
  const { lead, zone } = props;
  const words = useWords();
  const { t } = words;
  const now = useNow(60_000);
  const isAgain = lead.status === "booked";
  const agreed = lead.appointmentAt !== null && Date.parse(lead.appointmentAt) > now ? lead.appointmentAt : null;
  const work = lead.appointment?.work ?? null;
  const usual = useDefaultName("service-works");
  return (
    <MoveDialog
      {...props}
      record={record}
      move="book"
      title={t(isAgain ? "aftersales-lead.move.book.again" : "aftersales-lead.move.book")}
      order={["work", "at", "remindCustomer"]}
      begin={wishesOf(lead).some((at) => Date.parse(at) > now) ? "wishes" : "at"}
      initial={{ at: agreed, work, remindCustomer: isAgain ? lead.remindCustomer : lead.email !== null }}
      // The same kind of work is no change: said again, the customer would be told of a move that is none.
      also={(said) => ({ mustBeFree: true, ...(said.work === work ? { work: undefined } : {}) })}
      paint={(said) => ({ appointmentAt: said.at })}
      top={<Facts lead={lead} />}
      consequence={() => t("aftersales-lead.move.book.consequence")}
      extras={(state) => ({
        at: timesOf(state, lead, agreed, now, zone, words),
        work: {
          after: state.said.work == null && usual ? <Note text={t("slots.usual-work", { work: usual })} /> : null,
        },
        remindCustomer: {
          after: lead.email === null ? <Note tone="amber" text={t("aftersales-lead.advice.no-mail")} /> : null,
        },
        bay: { isAsked: false },
        advisor: { isAsked: false },
        mustBeFree: { isAsked: false },
      })}
    />
  );
}

/** Before the typed time what is wished for and what is free; behind it what to do where it is not. */
function timesOf(state: DialogState, lead: Lead, agreed: string | null, now: number, zone: string, words: Words) {
  const { said, problem } = state;
  const query: SlotQuery = {
    lead: lead.id,
    work: said.work as string | null,
    ...(lead.appointment ? { except: lead.appointment.id } : {}),
  };
  const { t } = words;
  return {
    before: (
      <>
        <Wishes {...{ lead, state, query, now, zone }} />
        <FreeTimes
          {...{ query, zone }}
          act={t("slots.choose")}
          chosen={said.at as string | null}
          onPick={(at) => state.say("at", at)}
        />
      </>
    ),
    after:
      said.at === agreed && problem === null ? null : (
        <NotFree
          {...{ query, zone, problem }}
          act={t("aftersales-lead.move.book")}
          at={said.at}
          onPick={(at) => state.confirm({ at, mustBeFree: true })}
          onInsist={() => state.confirm({ mustBeFree: false })}
        />
      ),
  };
}

/** Each wish once, in the customer's order. */
const wishesOf = ({ preferredSlots }: Lead): readonly string[] =>
  preferredSlots.filter((at, n) => preferredSlots.findIndex((other) => Date.parse(other) === Date.parse(at)) === n);

type WishesProps = {
  lead: Lead;
  state: DialogState;
  query: SlotQuery;
  now: number;
  zone: string;
};

/**
 * The customer's wishes in their order: each is put where times are typed, and told whether it is free. The first that has not
 * passed has the focus when the dialog opens, so that it opens at its top.
 */
function Wishes({ lead, state, query, now, zone }: WishesProps) {
  const { t, instant } = useWords();
  const { data } = useSlots(query, null, 1, lead.preferredSlots.length > 0);
  const frame = useRef<HTMLDivElement>(null);
  const isRefused = state.problem !== null;
  // A refusal has the focus itself when the dialog comes back with it.
  useLayoutEffect(() => {
    if (!isRefused) frame.current?.querySelector("button:enabled")?.setAttribute("data-autofocus", "true");
  }, [isRefused]);
  if (lead.preferredSlots.length === 0) return null;
  return (
    <div ref={frame}>
      <Chips label={t("slots.wishes")}>
        {wishesOf(lead).map((at) => {
          const isOver = Date.parse(at) <= now;
          const wish = data?.wishes.find((one) => Date.parse(one.at) === Date.parse(at));
          const isFree = wish?.slot != null;
          const told = isOver ? "over" : isFree ? "free" : "taken";
          return (
            <Chip key={at} isChosen={state.said.at === at} isOver={isOver} onTap={() => state.say("at", at)}>
              {instant(at, zone)}
              {wish || isOver ? <em data-wish={told}>{t(`slots.wish.${told}`)}</em> : null}
            </Chip>
          );
        })}
      </Chips>
    </div>
  );
}
