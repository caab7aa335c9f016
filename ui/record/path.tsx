import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./path.module.css";

export type PathStep = { name: string; state: "done" | "here" | "ahead" | "stopped" | "skipped" };

const signs = { done: IconCheck, here: null, ahead: null, stopped: IconX, skipped: IconMinus } as const;

/** The steps of a process in order, showing where the record is: number or sign, words and colour together. */
export function Path({ record, steps }: { record: string; steps: readonly PathStep[] }) {
  const { t } = useWords();
  return (
    <ol className={styles.path} aria-label={t("record.path")}>
      {steps.map(({ name, state }, i) => {
        const Sign = signs[state];
        return (
          <li
            key={name}
            className={styles.step}
            data-state={state}
            aria-current={state === "here" ? "step" : undefined}
          >
            <span className={styles.stepSign} aria-hidden>
              {Sign ? <Sign size={13} stroke={2.5} /> : i + 1}
            </span>
            <span>{t(`${record}.step.${name}`)}</span>
            <span className="mq-hidden">{t(`record.path.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
