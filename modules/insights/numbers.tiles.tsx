import { ActionIcon, Tooltip } from "@mantine/core";
import { IconInfoCircle, IconProgress, IconTargetArrow, IconTargetOff } from "@tabler/icons-react";
import { useState } from "react";
import type { Sla } from "#modules/aftersales-leads/index.ts";
import { BarChart } from "#ui/charts/bar-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { Num } from "./numbers.link.tsx";
import styles from "./numbers.module.css";
import { useFormula, usePercent } from "./numbers.names.tsx";
import { type Answer, type Gap, type Median, type RateLine, shareOf, spareOf } from "./numbers.reading.ts";

/** The three service levels: the share, the numbers it is made of, and what closes the gap. */
export function Tiles({ answer, sla, zone }: { answer: Answer; sla: Sla; zone: string }) {
  const { t } = useWords();
  return (
    <section className={styles.tiles} aria-label={t("numbers.levels")}>
      {answer.total.rates.map((rate) => (
        <Tile
          key={rate.name}
          rate={rate}
          gap={answer.total.gaps[rate.name]}
          median={answer.median}
          sla={sla}
          zone={zone}
        />
      ))}
    </section>
  );
}

type TileProps = { rate: RateLine; gap: Gap | undefined; median: Median | null; sla: Sla; zone: string };

function Tile({ rate, gap, median, sla, zone }: TileProps) {
  const { t } = useWords();
  const percent = usePercent();
  const formula = useFormula()({ name: rate.name, role: "part" }, sla);
  const share = shareOf(rate);
  const target = rate.target / 100;
  const title = t(`numbers.rate.${rate.name}`);
  return (
    <article className={styles.tile} data-tile={rate.name}>
      <header>
        <h2>{title}</h2>
        <Formula text={formula} label={t("numbers.formula", { what: title })} />
      </header>
      <p className={styles.share}>
        <strong>{percent(share)}</strong>
        <span>{t("numbers.target.is", { target: percent(target) })}</span>
      </p>
      <BarChart
        label={t("numbers.chart.tile", { what: title, share: percent(share), target: percent(target) })}
        bars={[{ key: rate.name, label: "", share: share ?? 0, text: "", isHatched: (share ?? 0) < target }]}
        mark={{ share: target, text: "" }}
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
        <dt>{t(`numbers.open.${rate.name}`)}</dt>
        <dd>
          <Num value={gap?.open ?? 0} number={`${rate.name}:open`} />
        </dd>
      </dl>
      {gap ? <GapText rate={rate} gap={gap} zone={zone} /> : null}
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
  const target = usePercent()(rate.target / 100);
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
      <span>{t(`numbers.gap.${rate.name}`, { need: gap.need, until: instant(gap.until, zone), target })}</span>
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
  return (
    <p className={styles.median}>
      {share === null
        ? t("numbers.median.few")
        : t("numbers.median", { share: percent(share / 1000), day: day(median.countedOn) })}
    </p>
  );
}
