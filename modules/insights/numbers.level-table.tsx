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
  /** Whether some of a line's leads still have time at a service level, so that its share is not the last word. */
  isRunning?: (line: NumbersLine, level: string) => boolean;
};

/**
 * Lines with their leads and, of each service level, how many and which share. An advisor's leads are those that were
 * contacted first by that person, so the leads that nobody contacted stand below, with no share; and a target, which concerns
 * all assigned leads, is not held against them.
 */
export function LevelTable({ caption, by, answer, lines: all, nameOf, isRunning }: LevelTableProps) {
  const { t } = useWords();
  const isAlone = useAddress().reportClass !== undefined;
  const lineName = useLineName(answer.dealers);
  const { lines, nobody } = apart(by, all);
  const isByPerson = by === "contactedBy";
  const hasTarget = !isAlone && !isByPerson;
  if (all.length === 0) return <p className={styles.about}>{t("numbers.nothing")}</p>;
  return (
    <table className={styles.table}>
      <caption className="mq-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`numbers.by.${by}`)}</th>
          <th scope="col">{t(isByPerson ? "numbers.leads" : "numbers.count.assigned")}</th>
          {answer.total.rates.map(({ name }) => (
            <th key={name} scope="col">
              {t(`numbers.short.${name}`)}
              {isByPerson ? <small className={styles.of}>{t("numbers.of-contacted")}</small> : null}
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
              <Cells
                line={line}
                at={`${by}:${line.key ?? ""}`}
                name={name}
                hasTarget={hasTarget}
                {...(isRunning ? { isRunning } : {})}
              />
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        {nobody ? (
          <tr data-nobody>
            <th scope="row">{lineName(by, nobody)}</th>
            <Cells line={nobody} at={`${by}:`} name={lineName(by, nobody)} hasTarget={false} hasNoShare />
          </tr>
        ) : null}
        <tr>
          <th scope="row">{t(isByPerson ? "numbers.all-assigned" : "numbers.total")}</th>
          <Cells line={answer.total} hasTarget={hasTarget} />
        </tr>
      </tfoot>
    </table>
  );
}

type CellsProps = Pick<LevelTableProps, "isRunning"> & {
  line: NumbersLine;
  hasTarget: boolean;
  at?: string;
  name?: string;
  hasNoShare?: boolean;
};

function Cells({ line, at, name, hasTarget, hasNoShare, isRunning }: CellsProps) {
  const percent = usePercent();
  const place = at === undefined ? {} : { line: at, lineName: name ?? "" };
  return (
    <>
      <td>
        <Num value={line.counts.assigned ?? 0} number="assigned" {...place} />
      </td>
      {line.rates.map((rate) => {
        const share = hasNoShare ? null : shareOf(rate);
        const isOpen = share !== null && (isRunning?.(line, rate.name) ?? false);
        const isBelow = !isOpen && hasTarget && share !== null && share < rate.target / 100;
        return (
          <td key={rate.name} data-below={isBelow || undefined} data-running={isOpen || undefined}>
            <span className={styles.cell}>
              <Num value={rate.part} number={`${rate.name}:part`} {...place} />
              <small>
                {isBelow ? <Sign sign="▼" word="numbers.below" /> : null}
                {isOpen ? <Sign sign="…" word="numbers.running" /> : null}
                {percent(share)}
              </small>
            </span>
          </td>
        );
      })}
    </>
  );
}

/** A sign for the eye, and its word for the ear. */
function Sign({ sign, word }: { sign: string; word: string }) {
  const { t } = useWords();
  return (
    <span className={styles.sign}>
      <span aria-hidden>{sign} </span>
      <span className="mq-hidden">{t(word)} </span>
    </span>
  );
}
