import { useId } from "react";
import styles from "./charts.module.css";

/** One bar: how long it is from 0 to 1, and what stands at its end. One that `isHatched` reads as different without colour. */
export type Bar = { key: string; label: string; share: number; text: string; isHatched?: boolean };
type BarChartProps = {
  /** What the picture shows, for who cannot see it; the numbers stand in the table beside it. */
  label: string;
  bars: readonly Bar[];
  /** Where a line crosses all bars, from 0 to 1, and its caption. */
  mark?: { share: number; text: string };
};

/** Bars under each other, each with its number: nothing has to be read off an axis, on the screen or in print. */
export function BarChart({ label, bars, mark }: BarChartProps) {
  return (
    <figure className={styles.bars} role="img" aria-label={label}>
      {mark ? (
        <div className={styles.markLine} aria-hidden>
          <span />
          <span className={styles.markTrack}>
            <em style={{ left: percent(mark.share) }} data-side={mark.share > 0.5 ? "left" : "right"}>
              {mark.text}
            </em>
          </span>
          <span />
        </div>
      ) : null}
      {bars.map((bar) => (
        <div key={bar.key} className={styles.bar} aria-hidden>
          <span className={styles.barLabel}>{bar.label}</span>
          <Track bar={bar} mark={mark?.share} />
          <span className={styles.barText}>{bar.text}</span>
        </div>
      ))}
    </figure>
  );
}

const percent = (share: number): string => `${Math.min(1, Math.max(0, share)) * 100}%`;

/** Drawn, not a background: browsers leave backgrounds out of print. */
function Track({ bar, mark }: { bar: Bar; mark: number | undefined }) {
  const hatch = useId();
  return (
    <svg className={styles.track} aria-hidden="true">
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={styles.hatchGround} />
        <rect width="2.5" height="6" className={styles.fill} />
      </pattern>
      <rect width="100%" height="100%" className={styles.ground} />
      <rect
        width={percent(bar.share)}
        height="100%"
        className={bar.isHatched ? styles.outline : styles.fill}
        {...(bar.isHatched ? { fill: `url(#${hatch})` } : {})}
      />
      {mark === undefined ? null : (
        <line x1={percent(mark)} x2={percent(mark)} y1="0" y2="100%" className={styles.mark} />
      )}
    </svg>
  );
}
