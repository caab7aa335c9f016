import { Link } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import styles from "./numbers.module.css";
import { useNumberName } from "./numbers.names.tsx";
import type { Days } from "./periods.ts";

/** The days that the numbers below are of, so that one that is opened after midnight still opens the rows it counted. */
export const CountedDays = createContext<Days>({});

type NumProps = {
  value: number;
  /** "assigned", "first-contact:part": which number it is. */
  number: string;
  /** "dealer:SAKURA": the line it stands in, and what the line is called. */
  line?: string;
  lineName?: string;
};

/** A number that opens the very rows it counts (UX-43). */
export function Num({ value, number, line, lineName }: NumProps) {
  const words = useWords();
  const { search, period } = useAddress();
  const days = useContext(CountedDays);
  const name = useNumberName();
  const text = words.number(value);
  const what = [name(number, line), lineName].filter(Boolean).join(", ");
  return (
    <Link
      to={"/numbers/rows" as "/"}
      search={{ ...search, period, ...days, number, line } as never}
      className={styles.number}
      aria-label={words.t("numbers.opens", { what, count: text })}
      data-number={number}
      data-line={line}
    >
      {text}
    </Link>
  );
}
