import { ActionIcon, Tooltip } from "@mantine/core";
import { IconInfoCircle, IconProgress, IconTargetArrow, IconTargetOff } from "@tabler/icons-react";
import { useState } from "react";
import { BarChart } from "#ui/charts/bar-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import type { Rules } from "./formula.ts";
import { useAddress } from "./numbers.address.tsx";
import { useRules } from "./numbers.asking.tsx";
import { Coming, TargetBefore } from "./numbers.changes.tsx";
import { Num } from "./numbers.link.tsx";
import styles from "./numbers.module.css";
import { useFormula, usePercent, useTarget } from "./numbers.names.tsx";
import { type Answer, type Gap, type Median, type RateLine, shareOf, spareOf, todayOf } from "./numbers.reading.ts";

/** The three service levels: the share, the numbers it is made of, and what closes the gap. */
export function Tiles({ answer, zone }: { answer: Answer; zone: string }) {
  const { t } = useWords();
  const { rules, next } = useRules(answer, todayOf(answer));
  const isAlone = useAddress().reportClass !== undefined;
  return (
    <>
      <section className={styles.tiles} aria-label={t("numbers.levels")}>
        {answer.total.rates.map((rate) => (
          <Tile
            key={rate.name}
            rate={rate}
            isAlone={isAlone}
            gap={answer.total.gaps[rate.name]}
            median={isAlone ? null : answer.median}
            rules={rules}
            next={next}
            zone={zone}
          />
        ))}
      </section>
      {isAlone ? <p className={styles.about}>{t("numbers.class.alone")}</p> : <NoMedian answer={answer} />}
    </>
  );
}

type TileProps = {
  rate: RateLine;
  /** One report class is looked at: targets concern all leads, so none is told. */
  isAlone: boolean;
  gap: Gap | undefined;
  median: Median | null;
  /** What held in the days that are told, and what comes next. */
  rules: readonly Rules[];
  next: Rules | undefined;
  zone: string;
};

function Tile({ rate, isAlone, gap, median, rules, next, zone }: TileProps) {
  const { t } = useWords();
  const percent = usePercent();
  const target = useTarget()(rate.target);
  const formula = useFormula()({ name: rate.name, role: "part" }, rules);
  const share = shareOf(rate);
  const mark = rate.target / 100;
  const isHatched = !isAlone && (share ?? 0) < mark;
  const title = t(`numbers.rate.${rate.name}`);
  return (
    <article className={styles.tile} data-tile={rate.name}>
      <header>
        <h2>{title}</h2>
        <Formula text={formula} label={t("numbers.formula", { what: title })} />
      </header>
      <p className={styles.share}>
        <strong>{percent(share)}</strong>
        {isAlone ? null : (
          <span>
            {t("numbers.target.is", { target })} <TargetBefore rate={rate} rules={rules} />
          </span>
        )}
      </p>
      <BarChart
        label={t(isAlone ? "numbers.chart.share" : "numbers.chart.tile", {
          what: title,
          share: percent(share),
          target,
        })}
        bars={[{ key: rate.name, label: "", share: share ?? 0, text: "", isHatched }]}
        {...(isAlone ? {} : { mark: { share: mark, text: "" } })}
      />
      <dl>
        <dt>{t(`numbers.part.${rate.name}`)}</dt>
        <dd>
          <Num value={rate.part} number={`${rate.name}:part`} />
        </dd>
        <dt>{t("numbers.count.assigned")}</dt>
        <dd>
          <Num value={rate.of} number="assigned" />
        </dd>
        {gap && !isAlone ? (
          <>
            <dt>{t(`numbers.open.${rate.name}`)}</dt>
            <dd>
              <Num value={gap.open} number={`${rate.name}:open`} />
            </dd>
          </>
        ) : null}
      </dl>
      {gap && !isAlone ? <GapText rate={rate} gap={gap} zone={zone} /> : null}
      {isAlone ? null : <Coming name={rate.name} rules={rules} next={next} />}
      {median ? <MedianText name={rate.name} median={median} /> : null}
      <p className={styles.printed}>{formula}</p>
    </article>
  );
}

/** How a number comes about: for the pointer, the focus and the finger; Escape puts it away. */
function Formula({ text, label }: { text: string; label: string }) {
  const [isOpen, setOpen] = useState(false);
  const hide = (): void => setOpen(false);
  const show = (): void => setOpen(true);
  return (
    <Tooltip label={text} multiline w={300} opened={isOpen}>
      <ActionIcon
        size="md"
        aria-label={label}
        onFocus={show}
        onClick={show}
        onBlur={hide}
        onMouseEnter={show}
        // After a tap the browser takes its imagined mouse away again; what has the focus stays.
        onMouseLeave={({ currentTarget }) => currentTarget !== document.activeElement && hide()}
        onKeyDown={({ key }) => key === "Escape" && hide()}
      >
        <IconInfoCircle size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** What closes the gap in one sentence; out of reach says so, and reached says how many are to spare. */
function GapText({ rate, gap, zone }: { rate: RateLine; gap: Gap; zone: string }) {
  const { t, instant } = useWords();
  const target = useTarget()(rate.target);
  if (rate.of === 0) return <p className={styles.gap}>{t("numbers.gap.nothing")}</p>;
  if (gap.need === 0)
    return (
      <p className={styles.gap} data-tone="reached">
        <IconTargetArrow size={16} aria-hidden />
        <span>{t("numbers.gap.reached", { spare: spareOf(rate) })}</span>
      </p>
    );
  if (!gap.canReach || gap.until === null)
    return (
      <p className={styles.gap} data-tone="lost">
        <IconTargetOff size={16} aria-hidden />
        <span>{t("numbers.gap.lost", { need: gap.need, open: gap.open })}</span>
      </p>
    );
  return (
    <p className={styles.gap} data-tone="open">
      <IconProgress size={16} aria-hidden />
      <span>
        {t(`numbers.gap.${rate.name}`, { need: gap.need, open: gap.open, until: instant(gap.until, zone), target })}
      </span>
    </p>
  );
}

const medianOf: Record<string, (median: Median) => number | null> = {
  "first-contact": ({ firstContact }) => firstContact,
  management: ({ management }) => management,
  "fully-managed": ({ fullyManaged }) => fullyManaged,
};

/** The region's middle dealer, who is not named. */
function MedianText({ name, median }: { name: string; median: Median }) {
  const { t, day } = useWords();
  const percent = usePercent();
  const share = medianOf[name]?.(median) ?? null;
  if (share === null) return null;
  return (
    <p className={styles.median}>{t("numbers.median", { share: percent(share / 1000), day: day(median.countedOn) })}</p>
  );
}

/** Why a dealer is not set beside its region: said once, to people of that dealer alone. */
function NoMedian({ answer: { dealers, median } }: { answer: Answer }) {
  const { t } = useWords();
  const isTold = median === null || Object.values(medianOf).some((of) => of(median) !== null);
  if (isTold || dealers.length !== 1) return null;
  return <p className={styles.about}>{t("numbers.median.few")}</p>;
}
