import { type ReactNode, useId, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./numbers.module.css";

type SectionProps = {
  name: string;
  title: string;
  about?: ReactNode;
  tools?: ReactNode;
  /** Left out where a picture of a single thing would say nothing; the table then stands alone. */
  chart?: ReactNode;
  /** Left out where there is nothing to show; the chart's place then says so. */
  table?: ReactNode;
  /** What the signs in table and chart mean. */
  legend?: ReactNode;
};

/** A picture and its table beside each other; on a phone one of them, in print both. */
export function Section({ name, title, about, tools, chart, table, legend }: SectionProps) {
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState("chart");
  return (
    <section className={styles.section} aria-labelledby={id} data-section={name}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {tools}
        {table && chart ? (
          <div className={styles.turn}>
            <Segments
              label={t("numbers.shown-as", { what: title })}
              chosen={shown}
              options={["chart", "table"].map((one) => ({ value: one, text: t(`numbers.as.${one}`) }))}
              onChoose={setShown}
            />
          </div>
        ) : null}
      </header>
      {about ? <p className={styles.about}>{about}</p> : null}
      <div className={styles.pair} data-shown={chart ? shown : "table"} data-alone={!chart || undefined}>
        {chart ? <div data-part="chart">{chart}</div> : null}
        {table ? <div data-part="table">{table}</div> : null}
      </div>
      {legend ? <p className={styles.about}>{legend}</p> : null}
    </section>
  );
}

type SegmentsProps = {
  label: string;
  chosen: string;
  options: readonly { value: string; text: string }[];
  onChoose: (value: string) => void;
};

/** A few ways to look at the same, one of them chosen. */
export function Segments({ label, chosen, options, onChoose }: SegmentsProps) {
  return (
    <fieldset className={styles.segments}>
      <legend className="mq-hidden">{label}</legend>
      {options.map(({ value, text }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
