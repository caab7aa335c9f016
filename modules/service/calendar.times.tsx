import type { DialogState } from "#ui/moves/move-dialog.tsx";
import { FreeTimes } from "#ui/slots/free-times.tsx";
import { NotFree } from "#ui/slots/not-free.tsx";
import type { Calendar } from "./calendar.reading.ts";

type TimesOf = {
  state: DialogState;
  calendar: Calendar;
  act: string;
  except?: string;
  isTaken?: boolean;
  onPick?: (at: string) => void;
};

/** Free times before the typed one, and behind it what is free next where it is not. Pressing one confirms unless told otherwise. */
export function timesOf({ state, calendar, act, except, isTaken = true, onPick }: TimesOf) {
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
