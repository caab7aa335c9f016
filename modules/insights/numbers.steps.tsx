import { contactTimes, evidenceSteps, funnel, signCounts } from "#modules/aftersales-leads/index.ts";
import { BarChart } from "#ui/charts/bar-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { Num } from "./numbers.link.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent } from "./numbers.names.tsx";
import type { Answer } from "./numbers.reading.ts";
import { Section } from "./numbers.section.tsx";

/** A number of a section with its share of a whole. */
type Step = { key: string; name: string; value: number; number: string; line?: string };
type StepsProps = { name: string; title: string; about?: string; steps: readonly Step[]; whole: number };

const shareIn = (value: number, whole: number): number | null => (whole === 0 ? null : value / whole);

/** Counts under each other, each with its share of the same whole. */
function Steps({ name, title, about, steps, whole }: StepsProps) {
  const { t, number } = useWords();
  const percent = usePercent();
  const bars = steps.map((step) => ({
    key: step.key,
    label: step.name,
    share: shareIn(step.value, whole) ?? 0,
    text: number(step.value),
  }));
  const shared = { name, title, ...(about ? { about } : {}) };
  if (steps.length === 0) return <Section {...shared} chart={<p className={styles.about}>{t("numbers.nothing")}</p>} />;
  return (
    <Section
      {...shared}
      chart={<BarChart label={t("numbers.chart.steps", { what: title })} bars={bars} />}
      table={
        <table className={styles.table}>
          <caption className="mq-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("numbers.name")}</th>
              <th scope="col">{t("numbers.leads")}</th>
              <th scope="col">{t("numbers.share")}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.key}>
                <th scope="row">{step.name}</th>
                <td>
                  <Num
                    value={step.value}
                    number={step.number}
                    {...(step.line ? { line: step.line, lineName: step.name } : {})}
                  />
                </td>
                <td>{percent(shareIn(step.value, whole))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

/** Counts of the total as steps. */
function useSteps(answer: Answer): (names: readonly string[]) => Step[] {
  const { t } = useWords();
  return (names) =>
    names.map((name) => ({
      key: name,
      name: t(`numbers.count.${name}`),
      value: answer.total.counts[name] ?? 0,
      number: name,
    }));
}

/** From the lead to the sale. */
export function Funnel({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const steps = useSteps(answer)(funnel);
  const whole = answer.total.counts.assigned ?? 0;
  return (
    <Steps name="funnel" title={t("numbers.funnel")} about={t("numbers.funnel.about")} steps={steps} whole={whole} />
  );
}

/** Why leads were closed without a sale, the most frequent reason first. */
export function Reasons({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const nameOf = useLineName(answer.dealers);
  const counted = "closed-without-sale";
  const steps = (answer.beside.closingReason ?? [])
    .map((line) => ({
      key: String(line.key),
      name: nameOf("closingReason", line),
      value: line.counts[counted] ?? 0,
      number: counted,
      line: `closingReason:${line.key ?? ""}`,
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);
  return <Steps name="reasons" title={t("numbers.reasons")} steps={steps} whole={answer.total.counts[counted] ?? 0} />;
}

/** How long the first contact took; every lead is in one of the steps. */
export function ContactTimes({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const steps = useSteps(answer)(contactTimes);
  return <Steps name="times" title={t("numbers.times")} steps={steps} whole={answer.total.counts.assigned ?? 0} />;
}

/** How sure the contacts are, and what looks wrong about them. */
export function Evidence({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const stepsOf = useSteps(answer);
  const whole = answer.total.counts.contacted ?? 0;
  return (
    <>
      <Steps
        name="evidence"
        title={t("numbers.evidence")}
        about={t("numbers.evidence.about")}
        steps={stepsOf(evidenceSteps)}
        whole={whole}
      />
      <Steps
        name="signs"
        title={t("numbers.signs")}
        about={t("numbers.signs.about")}
        steps={stepsOf(signCounts)}
        whole={whole}
      />
    </>
  );
}
