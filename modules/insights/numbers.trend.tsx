import { LineChart } from "#ui/charts/line-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import { LevelTable } from "./numbers.level-table.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent, useTarget } from "./numbers.names.tsx";
import { type Answer, type NumbersLine, rateOf, shareOf } from "./numbers.reading.ts";
import { Section, Segments } from "./numbers.section.tsx";
import { isPartly } from "./periods.ts";

/** "part of the week" of a step that the days cut or that is not over yet; nothing of a whole one. */
function usePartText({ from, to, dealers }: Answer): (line: NumbersLine) => string | undefined {
  const { t } = useWords();
  const { per } = useAddress();
  const today = dealers.map((dealer) => dealer.today).sort()[0] ?? to;
  return ({ key }) =>
    key !== null && isPartly(per, key, { from, to }, today) ? t(`numbers.partial.${per}`) : undefined;
}

/** How the service levels went week by week or month by month, each beside its target. */
export function Trend({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { per, go } = useAddress();
  const title = t("numbers.trend");
  const partOf = usePartText(answer);
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
      chart={answer.total.rates.map(({ name }) => <Level key={name} name={name} answer={answer} />)}
      table={<LevelTable caption={title} by={per} answer={answer} lines={answer.lines} nameOf={nameOf} />}
    />
  );
}

function Level({ name, answer }: { name: string; answer: Answer }) {
  const { t } = useWords();
  const { per, reportClass } = useAddress();
  const isAlone = reportClass !== undefined;
  const percent = usePercent();
  const nameOf = useLineName(answer.dealers);
  const partOf = usePartText(answer);
  const inPercent = rateOf(answer.total, name)?.target ?? 0;
  const target = useTarget()(inPercent);
  const points = answer.lines.flatMap((line) => {
    const rate = rateOf(line, name);
    const share = rate ? shareOf(rate) : null;
    return [{ key: String(line.key), label: nameOf(per, line), share, text: percent(share), note: partOf(line) }];
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
        mark={isAlone ? undefined : inPercent / 100}
      />
    </div>
  );
}
