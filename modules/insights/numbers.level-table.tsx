import type { ReactNode } from "react";
import { useWords } from "#ui/words/words.tsx";
import { apart } from "./advisor-lines.ts";
import { useAddress } from "./numbers.address.tsx";
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

/**
 * Lines with their leads and, of each service level, how many and which share. An advisor's leads are those that were
 * contacted first by that person, so the leads that nobody contacted stand below, with no share.
 */
export function LevelTable({ caption, by, answer, lines: all, nameOf }: LevelTableProps) {
  const { t } = useWords();
  const lineName = useLineName(answer.dealers);
  const { lines, nobody } = apart(by, all);
  const isByPerson = by === "contactedBy";
  if (all.length === 0) return <p className={styles.about}>{t("numbers.nothing")}</p>;
  return (
    <table className={styles.table}>
      <caption className="mq-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`numbers.by.${by}`)}</th>
          <th scope="col">{t(isByPerson ? "numbers.contacted-leads" : "numbers.count.assigned")}</th>
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
        {nobody ? (
          <tr data-nobody>
            <th scope="row">{lineName(by, nobody)}</th>
            <Cells line={nobody} at={`${by}:`} name={lineName(by, nobody)} hasNoShare />
          </tr>
        ) : null}
        <tr>
          <th scope="row">{t(isByPerson ? "numbers.all-assigned" : "numbers.total")}</th>
          <Cells line={answer.total} />
        </tr>
      </tfoot>
    </table>
  );
}

type CellsProps = { line: NumbersLine; at?: string; name?: string; hasNoShare?: boolean };

function Cells({ line, at, name, hasNoShare }: CellsProps) {
  const percent = usePercent();
  const isAlone = useAddress().reportClass !== undefined;
  const place = at === undefined ? {} : { line: at, lineName: name ?? "" };
  return (
    <>
      <td>
        <Num value={line.counts.assigned ?? 0} number="assigned" {...place} />
      </td>
      {line.rates.map((rate) => {
        const share = hasNoShare ? null : shareOf(rate);
        const isBelow = !isAlone && share !== null && share < rate.target / 100;
        return (
          <td key={rate.name} data-below={isBelow || undefined}>
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
