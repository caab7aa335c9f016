import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { reportClasses } from "#modules/aftersales-leads/index.ts";
import { useKeys } from "#ui/keys/keys.ts";
import type { MoveMistake } from "#ui/moves/mistakes.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import styles from "./numbers.module.css";
import { OwnDay } from "./numbers.own-day.tsx";
import type { Answer, ScopedDealer } from "./numbers.reading.ts";
import { Take } from "./numbers.take.tsx";
import { periods } from "./periods.ts";

/** The zone in which moments are told: the dealers' own where they share one, else the reader's. */
export function zoneOf(dealers: readonly ScopedDealer[], own: string): string {
  const zones = new Set(dealers.map(({ zone }) => zone));
  return zones.size === 1 ? ([...zones][0] ?? own) : own;
}

/** "23 Nov 2026, 06:24:04 (Asia/Tokyo)": the moment that all numbers of the page are of. */
export function useMoment(): (asOf: string, zone: string) => string {
  const { language } = useWords();
  return (asOf, zone) => {
    const format = new Intl.DateTimeFormat(localeOf[language], {
      dateStyle: "medium",
      timeStyle: "medium",
      hourCycle: "h23",
      timeZone: zone,
    });
    return `${format.format(Date.parse(asOf))} (${zone})`;
  };
}

const isOneRegion = (dealers: readonly ScopedDealer[]): boolean =>
  new Set(dealers.map(({ region }) => region)).size === 1;

/** Which days, whose leads and which of them: "1 Oct – 30 Nov · Neo Sakura Setagaya · Lost". */
export function useScopeText(): (answer: Answer, ofLine?: string) => string {
  const { t, day } = useWords();
  const { dealer, region, reportClass } = useAddress();
  return ({ from, to, dealers }, ofLine = dealer) => {
    const [first, ...others] = dealers;
    const whose =
      dealers.find(({ code }) => code === ofLine)?.name ??
      dealers.find((one) => one.region === region)?.regionName ??
      (others.length === 0 ? first?.name : isOneRegion(dealers) ? first?.regionName : t("numbers.dealer.all"));
    const which = reportClass ? t(`numbers.class.${reportClass}`) : undefined;
    return [`${day(from)} – ${day(to)}`, whose, which].filter(Boolean).join(" · ");
  };
}

type BarProps = {
  answer: Answer | undefined;
  by: string;
  zone: string;
  /** What the server found wrong with the days or the class. */
  mistakes: readonly MoveMistake[];
  onRefresh: () => void;
};

/** Which days, whose leads and which of them; how fresh the numbers are, and how to take them along. */
export function Bar({ answer, by, zone, mistakes, onRefresh }: BarProps) {
  const { t } = useWords();
  const { period, days, go } = useAddress();
  const scope = useScopeText();
  const moment = useMoment();
  useKeys([{ key: "r", label: "list.refresh", run: onRefresh }]);
  return (
    <header className={styles.bar}>
      <h1>{t("numbers.title")}</h1>
      <div className={styles.filters}>
        <Pick
          label={t("numbers.period")}
          value={period}
          options={[...periods, "own"].map((one) => [one, t(`numbers.period.${one}`)])}
          onPick={(one) =>
            go(
              one === "own"
                ? { period: null, from: answer?.from ?? null, to: answer?.to ?? null }
                : { period: one === periods[0] ? null : one, from: null, to: null },
            )
          }
        />
        {period === "own"
          ? (["from", "to"] as const).map((end) => (
              <OwnDay
                key={end}
                end={end}
                value={days[end] ?? null}
                error={said(mistakes, end)}
                onPick={(on) => go({ period: "own", [end]: on })}
              />
            ))
          : null}
        <Scope dealers={answer?.dealers ?? []} />
        <ClassPick error={said(mistakes, "class")} />
      </div>
      <div className={styles.foot}>
        <p>
          {answer ? `${scope(answer)} · ` : ""}
          <span data-as-of={answer?.asOf}>
            {answer ? t("numbers.moment", { moment: moment(answer.asOf, zone) }) : ""}
          </span>
        </p>
        <Take by={by} days={answer} isCounted={mistakes.length === 0} onRefresh={onRefresh} />
      </div>
    </header>
  );
}

/** What is wrong with a field, announced as it appears; nothing where nothing is. */
function said(mistakes: readonly MoveMistake[], field: string) {
  const mistake = mistakes.find(({ name }) => name === field);
  return mistake ? <span role="alert">{mistake.text}</span> : undefined;
}

type PickProps = {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  error?: ReactNode;
  onPick: (value: string) => void;
};

const Pick = ({ label, value, options, error, onPick }: PickProps) => (
  <NativeSelect
    label={label}
    error={error}
    size="sm"
    value={value}
    data={options.map(([code, text]) => ({ value: code, label: text }))}
    onChange={(event) => onPick(event.currentTarget.value)}
  />
);

/** Region and dealer, where the reader sees several. */
function Scope({ dealers }: { dealers: readonly ScopedDealer[] }) {
  const { t } = useWords();
  const { dealer, region, go } = useAddress();
  const regions = [...new Map(dealers.map((one) => [one.region, one.regionName]))];
  const offered = dealers.filter((one) => region === undefined || one.region === region);
  if (dealers.length < 2) return null;
  return (
    <>
      {regions.length > 1 ? (
        <Pick
          label={t("numbers.region")}
          value={region ?? ""}
          options={[["", t("numbers.region.all")], ...regions]}
          onPick={(code) => go({ region: code || null, dealer: null })}
        />
      ) : null}
      <Pick
        label={t("numbers.by.dealer")}
        value={dealer ?? ""}
        options={[["", t("numbers.dealer.all")], ...offered.map(({ code, name }) => [code, name] as const)]}
        onPick={(code) => go({ dealer: code || null })}
      />
    </>
  );
}

/** The classes of the reports (AL-62); one that there is not stands among them as the address says it, to be left. */
function ClassPick({ error }: { error: ReactNode }) {
  const { t } = useWords();
  const { reportClass, go } = useAddress();
  const isKnown = reportClass === undefined || reportClasses.some((one) => one === reportClass);
  return (
    <Pick
      label={t("numbers.class")}
      value={reportClass ?? ""}
      options={[
        ["", t("numbers.class.all")],
        ...reportClasses.map((one) => [one, t(`numbers.class.${one}`)] as const),
        ...(isKnown ? [] : [[reportClass, reportClass] as const]),
      ]}
      error={error}
      onPick={(one) => go({ class: one || null })}
    />
  );
}
