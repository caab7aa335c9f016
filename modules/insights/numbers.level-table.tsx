import type { ReactNode } from "react";
import { useWords } from "#ui/words/words.tsx";
import { Num } from "./numbers.link.tsx";
import styles from "./numbers.module.css";
import { useLineName, usePercent } from "./numbers.names.tsx";
import { type Answer, type NumbersLine, shareOf } from "./numbers.reading.ts";

type LevelTableProps = {
  caption: string;
  by: string;
  answer: Answer;
  lines: readonly NumbersLine[];
  /** Where the name of a line leads; its plain name otherwise. */
  nameOf?: (line: NumbersLine, name: string) => ReactNode;
};

/** Lines with the leads assigned and, of each service level, how many and which share. */
export function LevelTable({ caption, by, answer, lines, nameOf }: LevelTableProps) {
  const { t } = useWords();
  const lineName = useLineName(answer.dealers);
  if (lines.length === 0) return <p className={styles.about}>{t("numbers.nothing")}</p>;
  return (
    <table className={styles.table}>
      <caption className="mq-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`numbers.by.${by}`)}</th>
          <th scope="col">{t("numbers.count.assigned")}</th>
          {answer.total.rates.map(({ name }) => (
            <th key={name} scope="col">
              {t(`numbers.short.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const name = lineName(by, line);
          return (
            <tr key={String(line.key)}>
              <th scope="row">{nameOf ? nameOf(line, name) : name}</th>
              <Cells line={line} at={`${by}:${line.key ?? ""}`} name={name} />
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("numbers.total")}</th>
          <Cells line={answer.total} />
        </tr>
      </tfoot>
    </table>
  );
}

function Cells({ line, at, name }: { line: NumbersLine; at?: string; name?: string }) {
  const percent = usePercent();
  const place = at === undefined ? {} : { line: at, lineName: name ?? "" };
  return (
    <>
      <td>
        <Num value={line.counts.assigned ?? 0} number="assigned" {...place} />
      </td>
      {line.rates.map((rate) => {
        const share = shareOf(rate);
        return (
          <td key={rate.name} data-below={(share ?? 1) < rate.target / 100 || undefined}>
            <span className={styles.cell}>
              <Num value={rate.part} number={`${rate.name}:part`} {...place} />
              <small>{percent(share)}</small>
            </span>
          </td>
        );
      })}
    </>
  );
}
