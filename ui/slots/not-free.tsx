import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useId } from "react";
import type { Instant } from "#platform/record/index.ts";
import type { Problem } from "#ui/data/problem.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./slots.module.css";
import { dayOfSlot, type SlotQuery, useSlots } from "./slots.ts";

const most = 3;
const isQuarter = (at: Instant): boolean => Date.parse(at) % 900_000 === 0;

type Props = {
  query: SlotQuery;
  zone: string;
  at: unknown;
  bay?: string | null | undefined;
  /** The refusal of the server, which knows better than what was read before. */
  problem: Problem | null;
  act: string;
  onPick: (at: Instant) => void;
  onInsist: () => void;
};

/** A typed time at which nothing is free says so at once, offers the next three, and lets an advisor insist. */
export function NotFree({ query, zone, at, bay, problem, act, onPick, onInsist }: Props) {
  const typed = typeof at === "string" ? at : null;
  const isRefused = problem?.reason === "slot-taken";
  const day = typed && dayOfSlot({ startsAt: typed }, zone);
  const { data, isPlaceholderData } = useSlots(query, day, 4, typed !== null);
  if (typed === null) return null;
  const free = (data?.items ?? []).filter(({ bays }) => !bay || bays.includes(bay));
  const isTaken =
    data !== undefined && !isPlaceholderData && isQuarter(typed) && !free.some(({ startsAt }) => startsAt === typed);
  if (!isRefused && !isTaken) return null;
  const read = free.filter(({ startsAt }) => startsAt > typed).slice(0, most);
  return (
    <Taken
      {...{ zone, act, onPick, onInsist, isRefused }}
      next={isRefused && problem.nextSlots.length > 0 ? problem.nextSlots : read}
    />
  );
}

type TakenProps = Pick<Props, "zone" | "act" | "onPick" | "onInsist"> & {
  next: readonly { startsAt: Instant }[];
  /** The server has refused: what helps has the focus then. */
  isRefused?: boolean;
};

/** "No bay is free then", with the next free times and the way to insist. */
export function Taken({ zone, act, onPick, onInsist, next, isRefused = false }: TakenProps) {
  const { t, instant } = useWords();
  const says = useId();
  const asWayOut = { role: "group", tabIndex: -1, "data-way-out": true, "aria-labelledby": says };
  return (
    <div className={styles.taken} data-taken-slot {...(isRefused ? asWayOut : { role: "status" })}>
      <p id={says}>
        <IconAlertTriangle size={16} aria-hidden />
        {t(next.length > 0 ? "slots.taken" : "slots.taken.none")}
      </p>
      <div className={styles.next}>
        {next.map(({ startsAt }) => (
          <Button
            key={startsAt}
            variant="default"
            size="compact-sm"
            data-slot={startsAt}
            aria-label={`${act}: ${instant(startsAt, zone)}`}
            onClick={() => onPick(startsAt)}
          >
            {instant(startsAt, zone)}
          </Button>
        ))}
        <Button variant="subtle" size="compact-sm" color="orange" className={styles.insist} onClick={onInsist}>
          {t("slots.insist")}
        </Button>
      </div>
    </div>
  );
}
