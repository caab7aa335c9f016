import { useRef } from "react";
import { useWidth } from "#ui/list/media.ts";
import styles from "./charts.module.css";

/** A moment of a trend: its share from 0 to 1, null where there was nothing to count, and the share as text. */
export type Point = { key: string; label: string; share: number | null; text: string };
type LineChartProps = {
  label: string;
  points: readonly Point[];
  /** Where the target lies, from 0 to 1. */
  mark: number;
};

const height = 148;
const inset = { top: 20, right: 14, bottom: 22, left: 14 };

/** The room that the longest caption takes; letters of Chinese and Japanese are as wide as they are high. */
const captionPx = (points: readonly Point[]): number =>
  12 + Math.max(48, ...points.map(({ label }) => [...label].reduce((sum, one) => sum + (one > "\u2e80" ? 12 : 7), 0)));

/** A trend with its target as a dashed line. A point above the target is filled, one below it hollow. */
export function LineChart({ label, points, mark }: LineChartProps) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  return (
    <figure ref={box} className={styles.line} role="img" aria-label={label}>
      {width > 0 ? <Drawn points={points} mark={mark} width={width} /> : null}
    </figure>
  );
}

function Drawn({ points, mark, width }: Omit<LineChartProps, "label"> & { width: number }) {
  const span = width - inset.left - inset.right;
  const x = (n: number): number => inset.left + (points.length < 2 ? span / 2 : (span * n) / (points.length - 1));
  const y = (share: number): number => inset.top + (1 - share) * (height - inset.top - inset.bottom);
  const every = Math.max(1, Math.ceil((points.length * captionPx(points)) / span));
  const isCaptioned = (n: number): boolean => (points.length - 1 - n) % every === 0;
  const drawn = points.flatMap(({ share }, n) => (share === null ? [] : [`${x(n)},${y(share)}`]));
  return (
    <svg width="100%" height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={0} x2={width} y1={y(0)} y2={y(0)} className={styles.axis} />
      <line x1={0} x2={width} y1={y(mark)} y2={y(mark)} className={styles.mark} />
      <polyline points={drawn.join(" ")} className={styles.path} />
      {points.map((point, n) => (
        <g key={point.key}>
          {point.share === null ? null : (
            <circle cx={x(n)} cy={y(point.share)} r={4} className={point.share < mark ? styles.hollow : styles.full} />
          )}
          {point.share !== null && isCaptioned(n) ? (
            <text x={x(n)} y={y(point.share) - 9} className={styles.value} textAnchor={anchor(n, points.length)}>
              {point.text}
            </text>
          ) : null}
          {isCaptioned(n) ? (
            <text x={x(n)} y={height - 6} className={styles.quiet} textAnchor={anchor(n, points.length)}>
              {point.label}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

/** The first and the last caption stay inside of the picture. */
function anchor(n: number, count: number): "start" | "middle" | "end" {
  if (count > 1 && n === 0) return "start";
  return count > 1 && n === count - 1 ? "end" : "middle";
}
