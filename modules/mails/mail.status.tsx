import {
  IconAlertTriangle,
  IconCheck,
  IconCircleMinus,
  IconClock,
  IconHelpCircle,
  IconHourglass,
  IconSend,
} from "@tabler/icons-react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail.module.css";
import type { MailStatus as Status } from "./mail.reading.ts";

const signs = {
  planned: IconClock,
  due: IconHourglass,
  sending: IconSend,
  "maybe-sent": IconHelpCircle,
  parked: IconAlertTriangle,
  sent: IconCheck,
  dropped: IconCircleMinus,
} as const;

/** The state of a mail in words with a sign of its own; the colour only repeats what the sign says. */
export function MailStatus({ status }: { status: Status }) {
  const { t } = useWords();
  const Sign = signs[status];
  return (
    <span className={styles.status} data-status={status}>
      <Sign size={14} stroke={2} aria-hidden />
      <span>{t(`mail.status.${status}`)}</span>
    </span>
  );
}
