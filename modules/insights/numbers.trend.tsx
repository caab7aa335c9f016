import type { Sla } from "#modules/aftersales-leads/index.ts";
import { LineChart } from "#ui/charts/line-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import { LevelTable } from "./numbers.level-table.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent, useTarget } from "./numbers.names.tsx";
import { type Answer, type NumbersLine, rateOf, shareOf } from "./numbers.reading.ts";
import { Section, Segments } from "./numbers.section.tsx";
import { isPartly } from "./periods.ts";
import { isRunning } from "./running-steps.ts";

/** The steps of an answer, with the day that it is where it is earliest. */
function useStepsOf({ from, to, dealers }: Answer, sla: Sla) {
  const { per } = useAddress();
  return { per, days: { from, to }, today: dealers.map((dealer) => dealer.today).sort()[0] ?? to, sla };
}

type TrendProps = { answer: Answer; sla: Sla };

/** How the service levels went week by week or month by month, each beside its target; of a single step only its numbers. */
export function Trend({ answer, sla }: TrendProps) {
  const { t } = useWords();
  const { per, go, reportClass } = useAddress();
  const title = t("numbers.trend");
  const steps = useStepsOf(answer, sla);
  const isAlone = reportClass !== undefined;
  const canChange = answer.lines.some((line) => line.rates.some(({ name }) => isRunning(steps, line, name)));
  const legend = canChange
    ? t(isAlone ? "numbers.legend.line.alone" : "numbers.legend.line")
    : isAlone
      ? null
      : t("numbers.legend.line.settled");
  const partOf = ({ key }: NumbersLine): string | undefined =>
    key !== null && isPartly(per, key, steps.days, steps.today) ? t(`numbers.partial.${per}`) : undefined;
  const nameOf = (line: NumbersLine, name: string) => {
    const part = partOf(line);
    return part ? (
      <>
        {name} <small>{part}</small>
      </>
    ) : (
      name
    );
  };
  return (
    <Section
      name="trend"
      title={title}
      about={t("numbers.trend.about")}
      tools={
        <Segments
          label={t("numbers.per")}
          chosen={per}
          options={(["week", "month"] as const).map((one) => ({ value: one, text: t(`numbers.per.${one}`) }))}
          onChoose={(one) => go({ per: one })}
        />
      }
      legend={legend}
      {...(answer.lines.length > 1
        ? {
            chart: answer.total.rates.map(({ name }) => (
              <Level key={name} name={name} answer={answer} sla={sla} partOf={partOf} />
            )),
          }
        : {})}
      table={
        <LevelTable
          caption={title}
          by={per}
          answer={answer}
          lines={answer.lines}
          nameOf={nameOf}
          isRunning={(line, level) => isRunning(steps, line, level)}
        />
      }
    />
  );
}

type LevelProps = TrendProps & { name: string; partOf: (line: NumbersLine) => string | undefined };

function Level({ name, answer, sla, partOf }: LevelProps) {
  const { t } = useWords();
  const { per, reportClass } = useAddress();
  const isAlone = reportClass !== undefined;
  const percent = usePercent();
  const nameOf = useLineName(answer.dealers);
  const steps = useStepsOf(answer, sla);
  const targetText = useTarget();
  const targets = answer.lines.map((line) => rateOf(line, name)?.target ?? 0);
  const target = targets
    .filter((one, n) => one !== targets[n - 1])
    .map(targetText)
    .join(" → ");
  const points = answer.lines.flatMap((line) => {
    const rate = rateOf(line, name);
    const share = rate ? shareOf(rate) : null;
    const isOpen = share !== null && isRunning(steps, line, name);
    const text = `${isOpen ? "… " : ""}${percent(share)}`;
    const mark = isAlone || !rate ? undefined : rate.target / 100;
    return [{ key: String(line.key), label: nameOf(per, line), share, text, isOpen, note: partOf(line), mark }];
  });
  const what = t(`numbers.rate.${name}`);
  return (
    <div className={styles.level}>
      <h3>
        {what} {isAlone ? null : <small>{t("numbers.target.is", { target })}</small>}
      </h3>
      <LineChart
        label={t(isAlone ? "numbers.chart.trend.alone" : "numbers.chart.trend", { what, target })}
        points={points}
      />
    </div>
  );
}
