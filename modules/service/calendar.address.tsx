import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Day, weekOf } from "#platform/record/index.ts";
import { useNamed } from "#ui/data/choices.ts";
import { useMe } from "#ui/data/me.ts";
import { useOne } from "#ui/data/records.ts";
import { todayIn } from "#ui/fields/day-field.tsx";
import { weekStartOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import type { As, By } from "./calendar.reading.ts";

type Search = Readonly<Record<string, string | undefined>>;
/** What the address says: which day, how it is looked at, whose book, what is open and what is being done. */
export type Address = {
  on: Day;
  /** The first day shown, and how many. */
  from: Day;
  days: number;
  as: As;
  by: By;
  bay: string | undefined;
  dealer: string | undefined;
  /** Whether the profile sees more books than one. */
  hasDealers: boolean;
  zone: string;
  today: Day;
  open: string | undefined;
  doing: string | undefined;
  at: string | undefined;
  /** Changes parts of the address; null takes one out. `replace` leaves no step in the browser's history. */
  go: (next: Readonly<Record<string, string | null>>, replace?: boolean) => void;
};

const isDay = (text: string | undefined): text is Day =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** The dealer whose book is shown: the person's own, the one named, else the first one they see. */
function useWhose(asked: string | undefined): Pick<Address, "dealer" | "hasDealers" | "zone"> {
  const { zone } = useWords();
  const own = useMe()?.profile?.dealer;
  const others = useNamed("dealers", !own);
  const dealer = own?.code ?? asked ?? others[0]?.code;
  const { data } = useOne<{ zone?: string }>("dealers", own ? own.code : (dealer ?? ""));
  return { dealer, hasDealers: !own, zone: own?.zone ?? data?.zone ?? zone };
}

export function useAddress(): Address {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { language } = useWords();
  const whose = useWhose(search["dealer"]);
  const today = todayIn(whose.zone);
  const on = isDay(search["on"]) ? search["on"] : today;
  const as: As = search["as"] === "week" ? "week" : "day";
  return {
    ...whose,
    on,
    as,
    from: as === "week" ? weekOf(on, weekStartOf[language]) : on,
    days: as === "week" ? 7 : 1,
    by: search["by"] === "advisors" ? "advisors" : "bays",
    bay: search["bay"],
    today,
    open: search["open"],
    doing: search["do"],
    at: search["at"],
    go: (next, replace = false) =>
      void navigate({
        to: "/calendar",
        replace,
        resetScroll: false,
        search: ((now: Search) => ({ ...now, ...next })) as never,
      }),
  };
}
