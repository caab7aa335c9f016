import { IconCircle, IconCircleCheck, IconCircleDot, IconCircleMinus, IconCircleX } from "@tabler/icons-react";
import classes from "./cells.module.css";

const signs = {
  open: IconCircle,
  planned: IconCircleDot,
  won: IconCircleCheck,
  closed: IconCircleMinus,
  lost: IconCircleX,
} as const;
export type StatusTone = keyof typeof signs;

/** A status in words with a sign of its own; the colour only repeats what the sign says. */
export function StatusMark({ tone, text }: { tone: StatusTone; text: string }) {
  const Sign = signs[tone];
  return (
    <span className={classes.status} data-tone={tone}>
      <Sign size={14} stroke={2} aria-hidden />
      <span>{text}</span>
    </span>
  );
}
