import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { RecordFailed } from "#ui/record/page-states.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { type Compared, useAddress } from "./numbers.address.tsx";
import { readAnew, useFreshNumbers, useNumbers, useSlaOn } from "./numbers.asking.tsx";
import { Bar, zoneOf } from "./numbers.bar.tsx";
import { Compare, comparedBy } from "./numbers.compare.tsx";
import { NoLeads } from "./numbers.empty.tsx";
import { CountedDays } from "./numbers.link.tsx";
import styles from "./numbers.module.css";
import type { Answer } from "./numbers.reading.ts";
import { RefusedScope } from "./numbers.refused.tsx";
import { useKeptPlace } from "./numbers.scroll.tsx";
import { ContactTimes, Evidence, Funnel, Reasons } from "./numbers.steps.tsx";
import { Tiles } from "./numbers.tiles.tsx";
import { Trend } from "./numbers.trend.tsx";
import { WeeklyMail } from "./numbers.weekly.tsx";
import { NumbersWords } from "./numbers.words.tsx";
import "./print.css";

/** The numbers of a dealer, a region or the market; each of them opens the leads it counts. */
export const NumbersPage = () => (
  <NumbersWords>
    <Numbers />
  </NumbersWords>
);

/** What of a question the server can refuse. */
const asked = ["from", "to", "class", "dealer", "region"];

function Numbers() {
  const words = useWords();
  const { t, zone: own } = words;
  const client = useQueryClient();
  const address = useAddress();
  const place = useMe()?.profile;
  const by = comparedBy(address.by, place?.dealer != null || address.dealer !== undefined);
  const { data, error, isPlaceholderData } = useNumbers(
    address.question({ by: address.per, beside: [by, "closingReason"] }),
  );
  usePageTitle(t("numbers.title"));
  useFreshNumbers();
  const mistakes = error ? mistakesOf(words, { name: "numbers" }, asProblem(error), asked) : [];
  // What is wrong with a day or the class is said at its field, and nothing below it.
  const isMarked = mistakes.some(({ name }) => name === "from" || name === "to" || name === "class");
  const isRefused = mistakes.some(({ name }) => name !== undefined);
  const zone = zoneOf(data?.dealers ?? [], own);
  const refresh = (): void => readAnew(client);
  return (
    <div className={styles.page} data-stale={isPlaceholderData || undefined}>
      <Bar answer={data} by={by} zone={zone} mistakes={mistakes} onRefresh={refresh} />
      {isMarked ? null : isRefused ? (
        <RefusedScope mistakes={mistakes} />
      ) : error ? (
        <RecordFailed
          error={error}
          record={aftersalesLead.name}
          listTo={`/${aftersalesLead.plural}`}
          onRetry={refresh}
        />
      ) : data ? (
        <Told answer={data} by={by} zone={zone} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

/** Everything of one answer, so that every section is as of the same moment. */
function Told({ answer, by, zone }: { answer: Answer; by: Compared; zone: string }) {
  const { from, to } = answer;
  const sla = useSlaOn(to);
  const days = useMemo(() => ({ from, to }), [from, to]);
  useKeptPlace();
  if ((answer.total.counts.assigned ?? 0) === 0)
    return (
      <>
        <NoLeads answer={answer} />
        <WeeklyMail />
      </>
    );
  return (
    <CountedDays value={days}>
      <Tiles answer={answer} zone={zone} />
      <Trend answer={answer} sla={sla} />
      <Compare answer={answer} by={by} />
      <Funnel answer={answer} />
      <Reasons answer={answer} />
      <ContactTimes answer={answer} />
      <Evidence answer={answer} />
      <WeeklyMail />
    </CountedDays>
  );
}

/** The same boxes in the same places while the numbers are on their way. */
function Loading() {
  const { t } = useWords();
  return (
    <div aria-busy="true" className={styles.loading}>
      <p className="mq-hidden" role="status">
        {t("numbers.loading")}
      </p>
      <div className={styles.tiles}>
        <div className={styles.tile} />
        <div className={styles.tile} />
        <div className={styles.tile} />
      </div>
      <div className={styles.section} />
      <div className={styles.section} />
    </div>
  );
}
