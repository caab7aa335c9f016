import { useRef } from "react";
import { useWidth } from "#ui/list/media.ts";
import styles from "./charts.module.css";

/**
 * A moment of a trend: its share from 0 to 1, null where there was nothing to count, and the share as text. One that `isOpen`
 * can still change, and is drawn lighter; a `note` stands below its label.
 */
export type Point = {
  key: string;
  label: string;
  share: number | null;
  text: string;
  isOpen?: boolean;
  note?: string | undefined;
  /** Where its target lies, from 0 to 1; no line where there is none. */
  mark?: number | undefined;
};
type LineChartProps = {
  label: string;
  points: readonly Point[];
};

const height = 164;
const inset = { top: 20, right: 14, bottom: 38, left: 14 };
/** How far the text of the last point stands from it. */
const apart = 9;
/** Where the text of a point stands: over it, or under it where the target's line would run through. */
const [over, under, letters] = [-9, 18, 12] as const;

/** About how wide a text is; letters of Chinese and Japanese are as wide as they are high. */
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one > "\u2e80" ? 12 : 7), 0);
/** The room that the longest caption takes. */
const captionPx = (points: readonly Point[]): number =>
  12 + Math.max(48, ...points.flatMap(({ label, text }) => [widthOf(label), widthOf(text)]));

/** A trend with its target as a dashed line, which steps where the target changes. A point above the target is filled, one below it hollow, one that is open dashed. */
export function LineChart({ label, points }: LineChartProps) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  return (
    <figure ref={box} className={styles.line} role="img" aria-label={label}>
      {width > 0 ? <Drawn points={points} width={width} /> : null}
    </figure>
  );
}

function Drawn({ points, width }: Omit<LineChartProps, "label"> & { width: number }) {
  const lastPoint = points.at(-1);
  const span =
    width - inset.left - Math.max(inset.right, lastPoint?.share == null ? 0 : apart + widthOf(lastPoint.text) + 8);
  const x = (n: number): number => inset.left + (points.length < 2 ? span / 2 : (span * n) / (points.length - 1));
  const y = (share: number): number => inset.top + (1 - share) * (height - inset.top - inset.bottom);
  const every = Math.max(1, Math.ceil((points.length * captionPx(points)) / span));
  const noted = points.flatMap(({ note }, n) => (note === undefined ? [] : [n]));
  const last = points.length - 1;
  const isRegular = (n: number): boolean => (last - n) % every === 0;
  const edges = [0, last].filter((n) => noted.includes(n) || isRegular(n));
  // A caption at an edge runs inwards, so its neighbour keeps half as much distance again.
  const isFree = (n: number): boolean => edges.every((edge) => Math.abs(x(n) - x(edge)) >= 1.5 * captionPx(points) - 6);
  const isCaptioned = (n: number): boolean => edges.includes(n) || (isRegular(n) && isFree(n));
  const drawn = points.flatMap(({ share, isOpen }, n) =>
    share === null ? [] : [{ x: x(n), y: y(share), isOpen: isOpen ?? false }],
  );
  const markAt = ({ mark }: Point): number | undefined => (mark === undefined ? undefined : y(mark));
  return (
    <svg width="100%" height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={0} x2={width} y1={y(0)} y2={y(0)} className={styles.axis} />
      {marksOf(points, x, width).map(({ mark, from, until }) => (
        <line key={from} x1={from} x2={until} y1={y(mark)} y2={y(mark)} className={styles.mark} />
      ))}
      {drawn.slice(1).map((to, n) => {
        const from = drawn[n] ?? to;
        const look = from.isOpen || to.isOpen ? styles.lightPath : styles.path;
        return <line key={to.x} x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={look} />;
      })}
      {points.map((point, n) => (
        <g key={point.key}>
          {point.share === null ? null : <circle cx={x(n)} cy={y(point.share)} r={4} className={lookOf(point)} />}
          {point.share === null ? null : n === last ? (
            <text x={x(n) + apart} y={endAt(y(point.share), markAt(point))} className={styles.value} textAnchor="start">
              {point.text}
            </text>
          ) : isCaptioned(n) ? (
            <text
              x={x(n)}
              y={textAt(y(point.share), levelAround(drawn, x(n)), markAt(point))}
              className={styles.value}
              textAnchor={anchor(n, points.length)}
            >
              {point.text}
            </text>
          ) : null}
          {isCaptioned(n) ? (
            <text x={x(n)} y={height - 22} className={styles.quiet} textAnchor={anchor(n, points.length)}>
              {point.label}
            </text>
          ) : null}
          {point.note ? (
            <text x={x(n)} y={height - 6} className={styles.quiet} textAnchor={anchor(n, points.length)}>
              {point.note}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

type Piece = { mark: number; from: number; until: number };
/** The target's line in pieces of one height each; it steps in the middle between two points. */
function marksOf(points: readonly Point[], x: (n: number) => number, width: number): Piece[] {
  const edge = (n: number): number => (n === 0 ? 0 : n === points.length ? width : (x(n - 1) + x(n)) / 2);
  const pieces: Piece[] = [];
  for (const [n, { mark }] of points.entries()) {
    if (mark === undefined) continue;
    const last = pieces.at(-1);
    if (last?.mark === mark && last.until === edge(n)) last.until = edge(n + 1);
    else pieces.push({ mark, from: edge(n), until: edge(n + 1) });
  }
  return pieces;
}

function lookOf({ share, isOpen, mark }: Point): string | undefined {
  if (isOpen) return styles.light;
  return mark !== undefined && (share ?? 0) < mark ? styles.hollow : styles.full;
}

/** How high the neighbours of the point at `x` lie, so that its text can stand on the side where the line does not run. */
function levelAround(drawn: readonly { x: number; y: number }[], x: number): number {
  const at = drawn.findIndex((one) => one.x === x);
  const around = [drawn[at - 1], drawn[at + 1]].flatMap((one) => (one ? [one.y] : []));
  return around.length > 0 ? around.reduce((sum, one) => sum + one, 0) / around.length : height;
}

/** The line of the text of a point: away from its neighbours, but never over the target's line or the axis. */
function textAt(at: number, around: number, markAt: number | undefined): number {
  const isCrossed = (side: number): boolean =>
    markAt !== undefined && markAt > at + side - letters - 1 && markAt < at + side + 5;
  const isFree = (side: number): boolean => !isCrossed(side) && at + side < height - inset.bottom;
  const sides = around < at ? [under, over] : [over, under];
  return at + (sides.find(isFree) ?? over);
}

/** The line of the text beside the last point: level with it, on its own side of the target's line, and over the axis. */
function endAt(at: number, markAt: number | undefined): number {
  const level = Math.min(at + 4, height - inset.bottom - 4);
  if (markAt === undefined) return level;
  return at < markAt ? Math.min(level, markAt - 5) : Math.max(level, markAt + letters + 2);
}

/** The first and the last caption stay inside of the picture. */
function anchor(n: number, count: number): "start" | "middle" | "end" {
  if (count > 1 && n === 0) return "start";
  return count > 1 && n === count - 1 ? "end" : "middle";
}
