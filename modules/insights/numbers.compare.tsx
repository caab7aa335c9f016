import { Link } from "@tanstack/react-router";
import { slaRates } from "#modules/aftersales-leads/index.ts";
import { BarChart } from "#ui/charts/bar-chart.tsx";
import { useWords } from "#ui/words/words.tsx";
import { apart } from "./advisor-lines.ts";
import { type Compared, compared, useAddress } from "./numbers.address.tsx";
import { LevelTable } from "./numbers.level-table.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent, useTarget } from "./numbers.names.tsx";
import { type Answer, rateOf, shareOf } from "./numbers.reading.ts";
import { Section, Segments } from "./numbers.section.tsx";

/** What is set beside each other: who sees one dealer only, or has chosen one, compares within it. */
export const comparedBy = (by: Compared | undefined, isOneDealer: boolean): Compared =>
  by === undefined || (by === "dealer" && isOneDealer) ? (isOneDealer ? "campaign" : "dealer") : by;

/** One service level by dealer, campaign, source or advisor; each dealer opens its own numbers. */
export function Compare({ answer, by }: { answer: Answer; by: Compared }) {
  const { t } = useWords();
  const { level, go, search, dealer, reportClass } = useAddress();
  const lines = [...(answer.beside[by] ?? [])].sort((a, b) => (b.counts.assigned ?? 0) - (a.counts.assigned ?? 0));
  const shown = { ...answer, lines };
  const title = t("numbers.compare");
  const offered = compared.filter((one) => one !== "dealer" || (answer.dealers.length > 1 && dealer === undefined));
  const isByPerson = by === "contactedBy";
  return (
    <Section
      name="compare"
      title={title}
      {...(isByPerson ? { about: t("numbers.contacted.about") } : {})}
      {...(isByPerson || reportClass !== undefined ? {} : { legend: t("numbers.legend.bars") })}
      tools={
        <>
          <Segments
            label={title}
            chosen={by}
            options={offered.map((one) => ({ value: one, text: t(`numbers.by.${one}`) }))}
            onChoose={(one) => go({ by: one })}
          />
          <Segments
            label={t("numbers.levels")}
            chosen={level}
            options={slaRates.map(({ name }) => ({ value: name, text: t(`numbers.short.${name}`) }))}
            onChoose={(one) => go({ level: one })}
          />
        </>
      }
      chart={<Bars answer={shown} by={by} level={level} />}
      table={
        <LevelTable
          caption={t(`numbers.by.${by}`)}
          by={by}
          answer={answer}
          lines={lines}
          {...(by === "dealer"
            ? {
                nameOf: ({ key }, name) => (
                  <Link
                    to={"/numbers" as "/"}
                    search={{ ...search, dealer: key, region: undefined, by: undefined } as never}
                    className={styles.name}
                  >
                    {name}
                  </Link>
                ),
              }
            : {})}
        />
      }
    />
  );
}

function Bars({ answer, by, level }: { answer: Answer; by: Compared; level: string }) {
  const { t } = useWords();
  const isAlone = useAddress().reportClass !== undefined || by === "contactedBy";
  const percent = usePercent();
  const nameOf = useLineName(answer.dealers);
  const inPercent = rateOf(answer.total, level)?.target ?? 0;
  const target = useTarget()(inPercent);
  const { lines, nobody } = apart(by, answer.lines);
  const bars = lines.map((line) => {
    const rate = rateOf(line, level);
    const share = rate ? shareOf(rate) : null;
    const isHatched = !isAlone && share !== null && share < inPercent / 100;
    return { key: String(line.key), label: nameOf(by, line), share: share ?? 0, text: percent(share), isHatched };
  });
  const words = { what: t(`numbers.rate.${level}`), by: t(`numbers.by.${by}`), target };
  const mark = { share: inPercent / 100, text: t("numbers.target.is", { target }) };
  return (
    <>
      <BarChart
        label={t(isAlone ? "numbers.chart.compare.alone" : "numbers.chart.compare", words)}
        bars={bars}
        {...(isAlone ? {} : { mark })}
      />
      {nobody ? <p className={styles.about}>{t("numbers.nobody", { count: nobody.counts.assigned ?? 0 })}</p> : null}
    </>
  );
}
