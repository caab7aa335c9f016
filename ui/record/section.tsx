import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./section.module.css";

/** A section of a record page that folds away (AL-20). Its children are columns. */
export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <details open className={styles.section}>
      <summary className={styles.sectionTitle}>
        <IconChevronDown size={16} aria-hidden className={styles.chevron} />
        <h2>{title}</h2>
      </summary>
      <div className={styles.sectionBody}>
        {lead}
        <div className={styles.columns}>{children}</div>
      </div>
    </details>
  );
}

/** Lines below each other in the order of the screen; beside the next column where there is room. */
export function Column({ children }: { children: ReactNode }) {
  return <dl className={styles.column}>{children}</dl>;
}

/** One line of a section: what it is called and what it says. */
export function Line({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
