import { LineChart } from "#ui/charts/line-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import { LevelTable } from "./numbers.level-table.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent } from "./numbers.names.tsx";
import { type Answer, rateOf, shareOf } from "./numbers.reading.ts";
import { Section, Segments } from "./numbers.section.tsx";

/** How the service levels went week by week or month by month, each beside its target. */
export function Trend({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { per, go } = useAddress();
  const title = t("numbers.trend");
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
      table={<LevelTable caption={title} by={per} answer={answer} lines={answer.lines} />}
    />
  );
}

function Level({ name, answer }: { name: string; answer: Answer }) {
  const { t } = useWords();
  const { per } = useAddress();
  const percent = usePercent();
  const nameOf = useLineName(answer.dealers);
  const target = (rateOf(answer.total, name)?.target ?? 0) / 100;
  const points = answer.lines.flatMap((line) => {
    const rate = rateOf(line, name);
    const share = rate ? shareOf(rate) : null;
    return [{ key: String(line.key), label: nameOf(per, line), share, text: percent(share) }];
  });
  const what = t(`numbers.rate.${name}`);
  return (
    <div className={styles.level}>
      <h3>
        {what} <small>{t("numbers.target.is", { target: percent(target) })}</small>
      </h3>
      <LineChart label={t("numbers.chart.trend", { what, target: percent(target) })} points={points} mark={target} />
    </div>
  );
}
