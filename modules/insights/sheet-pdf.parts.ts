/** A piece of a page as the PDF library takes it; plain values only, so that another thread can be handed it. */
export type Piece = Readonly<Record<string, unknown>> | string;
type Look = Readonly<Record<string, unknown>>;

/** Prints well in black and white: what counts is dark, what surrounds it is light. */
export const ink = { dark: "#1f3a5f", text: "#1d2430", quiet: "#5c6370", line: "#c4c9d1" } as const;

export const say = (text: string, look: Look = {}): Piece => ({ text, ...look });
export const quiet = (text: string, look: Look = {}): Piece => ({ text, color: ink.quiet, fontSize: 7.5, ...look });
export const heading = (text: string): Piece => ({ text, bold: true, fontSize: 11, margin: [0, 9, 0, 3] });

/** A lying bar `width` points long at a share of one, with a line through it where the target is. */
export function bar(share: number, width: number, target?: number): Piece {
  const height = 8;
  const filled = Math.max(0, Math.min(1, share)) * width;
  const at = (target ?? 0) * width;
  return {
    canvas: [
      { type: "rect", x: 0, y: 2, w: width, h: height, lineWidth: 0.5, lineColor: ink.line },
      ...(filled > 0 ? [{ type: "rect", x: 0, y: 2, w: filled, h: height, color: ink.dark, lineWidth: 0 }] : []),
      ...(target === undefined
        ? []
        : [
            { type: "rect", x: at - 1.2, y: 0, w: 2.4, h: height + 4, color: "#ffffff", lineWidth: 0 },
            { type: "line", x1: at, y1: 0, x2: at, y2: height + 4, lineWidth: 1.2, lineColor: "#000000" },
          ]),
    ],
  };
}

/**
 * A standing column `width` points wide at a share of one, on a ground line, with a dashed line where the target is; one that
 * can still change `isOutlined`.
 */
export function column(share: number | null, width: number, target: number | undefined, isOutlined: boolean): Piece {
  const height = 28;
  const top = height * (1 - Math.min(1, share ?? 0));
  const at = height * (1 - (target ?? 0));
  const box = { type: "rect", x: width * 0.2, y: top, w: width * 0.6, h: height - top };
  const look = isOutlined
    ? { lineWidth: 0.8, lineColor: ink.dark, dash: { length: 1.5 } }
    : { color: ink.dark, lineWidth: 0 };
  return {
    canvas: [
      { type: "line", x1: 0, y1: height, x2: width, y2: height, lineWidth: 0.5, lineColor: ink.line },
      ...(share === null || share === 0 ? [] : [{ ...box, ...look }]),
      ...(target === undefined
        ? []
        : [
            { type: "line", x1: 0, y1: at, x2: width, y2: at, lineWidth: 1.6, lineColor: "#ffffff" },
            {
              type: "line",
              x1: 0,
              y1: at,
              x2: width,
              y2: at,
              lineWidth: 0.7,
              dash: { length: 2 },
              lineColor: "#000000",
            },
          ]),
    ],
  };
}

/** A table with quiet lines under its rows; its head comes again on every page. */
export const table = (
  widths: readonly (number | string)[],
  head: readonly Piece[],
  rows: readonly Piece[][],
): Piece => ({
  table: {
    headerRows: head.length > 0 ? 1 : 0,
    dontBreakRows: true,
    widths,
    body: [...(head.length > 0 ? [head] : []), ...rows],
  },
  layout: "lines",
});
