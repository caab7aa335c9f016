import { IconArrowDownRight, IconArrowUpRight, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { type Sla, slaRates } from "#modules/aftersales-leads/index.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { useSlaOn } from "./numbers.asking.tsx";
import { usePercent, useTarget } from "./numbers.names.tsx";
import { type Compared, compared, crossing, type Line, pointsOf, reachOf } from "./rehearsed-lines.ts";
import { limitText } from "./targets.list.tsx";
import styles from "./targets.module.css";
import type { Rehearsal } from "./use-targets.tsx";

/** Dealer by dealer, what the last days were and what the draft would have made of them. */
export function Rehearsed({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t, day } = useWords();
  const { items, from, to, draft } = rehearsal;
  const inForce = useSlaOn(to);
  const levels = slaRates.map((rate) => compared(items, rate, inForce, draft));
  const isAllSame = levels.every(({ changed }) => changed.length === 0);
  const isOnlyTargets = isAllSame && slaRates.some(({ target }) => inForce[target] !== draft[target]);
  return (
    <section
      className={styles.rehearsal}
      aria-label={t("targets.rehearse")}
      data-rehearsal={isAllSame ? "same" : "other"}
    >
      <h3>{t("targets.rehearsed", { from: day(from), to: day(to) })}</h3>
      <p className={styles.quiet}>{t("targets.both")}</p>
      {isAllSame ? <p role="status">{t(isOnlyTargets ? "targets.same.targets" : "targets.same")}</p> : null}
      {levels.map((level) => (
        <LevelTable key={level.name} level={level} inForce={inForce} draft={draft} />
      ))}
    </section>
  );
}

/** The dealers that change, and on demand the others; all dealers together at the end. */
function LevelTable({ level, inForce, draft }: { level: Compared; inForce: Sla; draft: Sla }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const { name, changed, unchanged, total } = level;
  const lines: readonly Line[] = isWhole ? [...changed, ...unchanged] : changed;
  const Sign = isWhole ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <table className={styles.table} data-level={name}>
        <caption>
          {t(`numbers.rate.${name}`)} {name === "fully-managed" ? <Life was={inForce} would={draft} /> : null}
          <Changes level={level} was={inForce} would={draft} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("numbers.by.dealer")}</th>
            <th scope="col">{t("targets.before")}</th>
            <th scope="col">{t("targets.after")}</th>
            <th scope="col">{t("targets.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {[...lines, total].map((line) => (
            <tr key={line.key} data-total={line === total || undefined}>
              <th scope="row">{line === total ? t("numbers.total") : line.name}</th>
              <Cells line={line} />
            </tr>
          ))}
        </tbody>
      </table>
      {unchanged.length > 0 ? (
        <button type="button" className={styles.others} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          <Sign size={16} aria-hidden />
          {t("targets.unchanged", { count: unchanged.length })}
        </button>
      ) : null}
    </div>
  );
}

/** What the draft changes at a service level, and nothing else: "24 hours → 12 hours · Target 70% → 80%". */
function Changes({ level, was, would }: { level: Compared; was: Sla; would: Sla }) {
  const words = useWords();
  const target = useTarget();
  const { targets } = level.total;
  const [before, after] = [target(targets[0]), target(targets[1])];
  const counting = countingChanges(words, level.name, was, would);
  const aims = before === after ? [] : [`${words.t("numbers.target.is", { target: before })} → ${after}`];
  const { reach, count } = reachOf(level);
  // Where what counts stays, no dealer's numbers show what the new target means.
  const isTold = counting.length === 0 && aims.length > 0 && count > 0;
  const reached = isTold ? [words.t("targets.reach", { reach, count, target: after })] : [];
  const said = [...counting, ...aims, ...reached];
  return said.length > 0 ? <small data-changes>{said.join(" · ")}</small> : null;
}

/** What changes of what counts at a level: its limit, and whether Booked counts. */
function countingChanges(words: Words, level: string, was: Sla, would: Sla): string[] {
  const isBooked = (sla: Sla): boolean => sla.bookedCounts.some((one) => one === level);
  const [before, after] = [limitText(words, was, level), limitText(words, would, level)];
  return [
    ...(before === after ? [] : [`${before} → ${after}`]),
    ...(isBooked(was) === isBooked(would) ? [] : [words.t(isBooked(would) ? "targets.booked" : "targets.not-booked")]),
  ];
}

/** The third level looks only at leads whose life is not over, which are fewer days than the others look at. */
function Life({ was, would }: { was: Sla; would: Sla }) {
  const { t } = useWords();
  const isOne = was.lifetimeDays === would.lifetimeDays;
  const days = { days: was.lifetimeDays, was: was.lifetimeDays, would: would.lifetimeDays };
  return <small>({t(isOne ? "targets.of-last" : "targets.of-lasts", days)})</small>;
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

function Cells({ line }: { line: Line }) {
  const { t, number, language } = useWords();
  const percent = usePercent();
  const { rate } = line;
  const [before, after] = [share(rate.part, rate.of), share(rate.wouldBe, rate.wouldOf)];
  const signed = new Intl.NumberFormat(localeOf[language], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const points = pointsOf(rate);
  return (
    <>
      <td>
        {percent(before)} <small>{`${number(rate.part)}/${number(rate.of)}`}</small>
      </td>
      <td>
        {percent(after)} <small>{`${number(rate.wouldBe)}/${number(rate.wouldOf)}`}</small>
      </td>
      <td>
        <span className={styles.points}>
          {points === undefined ? "–" : t("targets.points", { points: signed.format(points) })}
        </span>
        <Crossing line={line} />
      </td>
    </>
  );
}

/** Who would come to the other side of the target, in a sign and in words. */
function Crossing({ line }: { line: Line }) {
  const { t } = useWords();
  const way = crossing(line);
  if (way === undefined) return null;
  const Sign = way === "rises" ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={styles.crossing} data-way={way}>
      <Sign size={14} aria-hidden />
      {t(`targets.${way}`)}
    </span>
  );
}
