import { z } from "zod";
import { called, dayShape, instantShape } from "#platform/http/answer-shapes.ts";

/** A service level of one line: `part` of `of` rows, the target in percent, and what its part adds to the query of the line. */
const rateShape = z.strictObject({
  name: z.string(),
  part: z.int(),
  of: z.int(),
  target: z.int(),
  rows: z.string(),
});
/** One line of a report: every count, its service levels, and the query of the list that shows its rows. */
const lineShape = called(
  z.strictObject({
    key: z.string().nullable(),
    label: z.string().nullable(),
    rows: z.string(),
    counts: z.record(z.string(), z.int()),
    rates: z.array(rateShape),
  }),
  "NumbersLine",
);
/**
 * What is still possible: `need` more of the rows that are open reach the target, the last of them at `until`; `rows` is what
 * the open ones add to the query of the total.
 */
const gapShape = z.strictObject({
  need: z.int(),
  open: z.int(),
  rows: z.string(),
  until: instantShape.nullable(),
  canReach: z.boolean(),
});
/** A dealer of the reader's scope, with the day that it is there. */
const scopedDealerShape = z.strictObject({
  code: z.string(),
  name: z.string(),
  region: z.string(),
  regionName: z.string(),
  zone: z.string(),
  today: dayShape,
});
const perMille = z.int().min(0).max(1000).nullable();
/** The middle dealer of a region: per mille of each service level, null where too few dealers stand behind it. */
const medianShape = z.strictObject({
  region: z.string(),
  countedOn: dayShape,
  counted: z.int(),
  firstContact: perMille,
  management: perMille,
  fullyManaged: perMille,
});

/** Numbers as of one moment, and the lists behind them. */
export const numbersShape = z.strictObject({
  asOf: instantShape,
  from: dayShape,
  to: dayShape,
  dealers: z.array(scopedDealerShape),
  median: medianShape.nullable(),
  behind: z.record(z.string(), z.string()),
  total: lineShape.extend({ gaps: z.record(z.string(), gapShape) }),
  lines: z.array(lineShape),
  beside: z.record(z.string(), z.array(lineShape)),
});

/** Each service level of each dealer as it is and as a draft would make it. */
export const rehearsalShape = z.strictObject({
  asOf: instantShape,
  from: dayShape,
  to: dayShape,
  items: z.array(
    z.strictObject({
      dealer: z.string(),
      name: z.string(),
      rates: z.array(
        z.strictObject({ name: z.string(), part: z.int(), of: z.int(), wouldBe: z.int(), wouldOf: z.int() }),
      ),
    }),
  ),
});

export type NumbersAnswer = z.infer<typeof numbersShape>;
export type Gap = z.infer<typeof gapShape>;
export type RateLine = z.infer<typeof rateShape>;
export type NumbersLine = z.infer<typeof lineShape>;
export type ScopedDealer = z.infer<typeof scopedDealerShape>;
export type Median = z.infer<typeof medianShape>;
