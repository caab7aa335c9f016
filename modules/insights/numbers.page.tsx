import { useQueryClient } from "@tanstack/react-query";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { asProblem } from "#ui/data/api.ts";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { RecordFailed } from "#ui/record/page-states.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import { readAnew, useFreshNumbers, useNumbers, useSlaOn } from "./numbers.asking.tsx";
import { Bar, zoneOf } from "./numbers.bar.tsx";
import { Compare, comparedBy } from "./numbers.compare.tsx";
import { NoLeads } from "./numbers.empty.tsx";
import styles from "./numbers.module.css";
import type { Answer } from "./numbers.reading.ts";
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

function Numbers() {
  const words = useWords();
  const { t, zone: own } = words;
  const client = useQueryClient();
  const address = useAddress();
  const trend = useNumbers(address.question(address.per));
  const by = comparedBy(address.by, trend.data?.dealers.length ?? 0);
  const compare = useNumbers(address.question(by), trend.data !== undefined);
  const reasons = useNumbers(address.question("closingReason"));
  usePageTitle(t("numbers.title"));
  useFreshNumbers();
  const all = [trend, compare, reasons];
  const error = all.find((one) => one.error)?.error;
  const mistakes = error ? mistakesOf(words, { name: "numbers" }, asProblem(error), ["from", "to"]) : [];
  // What is wrong with a day is said at its field, and nothing below it.
  const isMarked = mistakes.some(({ name }) => name !== undefined);
  const zone = zoneOf(trend.data?.dealers ?? [], own);
  const isStale = all.some(({ isPlaceholderData }) => isPlaceholderData);
  const refresh = (): void => readAnew(client);
  return (
    <div className={styles.page} data-stale={isStale || undefined}>
      <Bar answer={trend.data} by={by} zone={zone} mistakes={mistakes} onRefresh={refresh} />
      {isMarked ? null : error ? (
        <RecordFailed
          error={error}
          record={aftersalesLead.name}
          listTo={`/${aftersalesLead.plural}`}
          onRetry={refresh}
        />
      ) : trend.data && compare.data && reasons.data ? (
        <Told trend={trend.data} compare={compare.data} reasons={reasons.data} zone={zone} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

type ToldProps = { trend: Answer; compare: Answer; reasons: Answer; zone: string };

function Told({ trend, compare, reasons, zone }: ToldProps) {
  const { by } = useAddress();
  const sla = useSlaOn(trend.to);
  if ((trend.total.counts.assigned ?? 0) === 0)
    return (
      <>
        <NoLeads answer={trend} />
        <WeeklyMail />
      </>
    );
  return (
    <>
      <Tiles answer={trend} sla={sla} zone={zone} />
      <Trend answer={trend} />
      <Compare answer={compare} by={comparedBy(by, trend.dealers.length)} />
      <Funnel answer={trend} />
      <Reasons answer={reasons} />
      <ContactTimes answer={trend} />
      <Evidence answer={trend} />
      <WeeklyMail />
    </>
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
