import { slaRates } from "#modules/aftersales-leads/index.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { usePercent } from "./numbers.names.tsx";
import styles from "./targets.module.css";
import type { Rehearsal } from "./use-targets.tsx";

type Level = Rehearsal["items"][number]["rates"][number];
type Line = { key: string; name: string; rates: readonly Level[] };

/** All dealers together. */
function totalOf(items: Rehearsal["items"]): Level[] {
  return slaRates.map(({ name }) => {
    const all = items.flatMap(({ rates }) => rates.filter((rate) => rate.name === name));
    const sum = (of: (rate: Level) => number): number => all.reduce((total, rate) => total + of(rate), 0);
    return {
      name,
      part: sum(({ part }) => part),
      of: sum((rate) => rate.of),
      wouldBe: sum(({ wouldBe }) => wouldBe),
      wouldOf: sum(({ wouldOf }) => wouldOf),
    };
  });
}

const isSame = ({ part, of, wouldBe, wouldOf }: Level): boolean => part === wouldBe && of === wouldOf;

/** Dealer by dealer, what the last days were and what the draft would have made of them. */
export function Rehearsed({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t, day } = useWords();
  const { items, from, to } = rehearsal;
  const lines: Line[] = [
    ...items.map(({ dealer, name, rates }) => ({ key: dealer, name, rates })),
    { key: "", name: t("numbers.total"), rates: totalOf(items) },
  ];
  const isAllSame = items.every(({ rates }) => rates.every(isSame));
  return (
    <section
      className={styles.rehearsal}
      aria-label={t("targets.rehearse")}
      data-rehearsal={isAllSame ? "same" : "other"}
    >
      <h3>{t("targets.rehearsed", { from: day(from), to: day(to) })}</h3>
      {isAllSame ? <p role="status">{t("targets.same")}</p> : null}
      {slaRates.map(({ name }) => (
        <LevelTable key={name} name={name} lines={lines} />
      ))}
    </section>
  );
}

function LevelTable({ name, lines }: { name: string; lines: readonly Line[] }) {
  const { t } = useWords();
  return (
    <table className={styles.table} data-level={name}>
      <caption>{t(`numbers.rate.${name}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t("numbers.by.dealer")}</th>
          <th scope="col">{t("targets.before")}</th>
          <th scope="col">{t("targets.after")}</th>
          <th scope="col">{t("targets.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name: dealer, rates }) => {
          const rate = rates.find((one) => one.name === name);
          return rate ? (
            <tr key={key} data-total={key === "" || undefined}>
              <th scope="row">{dealer}</th>
              <Cells rate={rate} />
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

function Cells({ rate }: { rate: Level }) {
  const { t, number, language } = useWords();
  const percent = usePercent();
  const [before, after] = [share(rate.part, rate.of), share(rate.wouldBe, rate.wouldOf)];
  const signed = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  return (
    <>
      <td>
        {percent(before)} <small>{`${number(rate.part)}/${number(rate.of)}`}</small>
      </td>
      <td>
        {percent(after)} <small>{`${number(rate.wouldBe)}/${number(rate.wouldOf)}`}</small>
      </td>
      <td>
        {before === null || after === null
          ? "–"
          : t("targets.points", { points: signed.format((after - before) * 100) })}
      </td>
    </>
  );
}
