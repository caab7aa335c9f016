import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MoveMistake } from "#ui/moves/mistakes.ts";
import { useWords } from "#ui/words/words.tsx";
import { pageSearch, type Search, useAddress } from "./numbers.address.tsx";
import styles from "./numbers.module.css";

/** The way from the rows of a number back to the page that it stands on, with the days and filters it was asked for. */
export function BackToNumbers({ search }: { search: Search }) {
  const { t } = useWords();
  return (
    <Link to={"/numbers" as "/"} search={pageSearch(search) as never} className={styles.back}>
      <IconArrowLeft size={16} aria-hidden />
      {t("numbers.title")}
    </Link>
  );
}

type AsideProps = { title: string; texts: readonly string[]; children: ReactNode };

/** A page that cannot be told: why not, and the ways out. */
const Aside = ({ title, texts, children }: AsideProps) => (
  <div className={styles.page}>
    <section className={styles.section} role="alert" data-section="refused">
      <h1>{title}</h1>
      {texts.map((text) => (
        <p key={text} className={styles.about}>
          {text}
        </p>
      ))}
      <div className={styles.widen}>{children}</div>
    </section>
  </div>
);

/** An address that names a number, or lines of numbers, that there are not. */
export function NoSuchNumber() {
  const { t } = useWords();
  const { search } = useAddress();
  return (
    <Aside title={t("problem.not-found")} texts={[t("problem.not-found.why")]}>
      <BackToNumbers search={search} />
    </Aside>
  );
}

/** A question that was refused, where the page has no field to mend it in; the page of numbers has those of days and class. */
export function RefusedRows({ mistakes }: { mistakes: readonly MoveMistake[] }) {
  const { t } = useWords();
  const { search } = useAddress();
  return (
    <Aside title={t("numbers.refused")} texts={mistakes.map(({ text }) => text)}>
      <BackToNumbers search={search} />
    </Aside>
  );
}

/** Dealers or regions that the reader does not see: all of theirs instead. */
export function RefusedScope({ mistakes }: { mistakes: readonly MoveMistake[] }) {
  const { t } = useWords();
  const { go } = useAddress();
  return (
    <section className={styles.section} role="alert" data-section="refused">
      <h2>{mistakes.map(({ text }) => text).join(" ")}</h2>
      <div className={styles.widen}>
        <Button variant="default" onClick={() => go({ dealer: null, region: null, class: null })}>
          {t("numbers.empty.all")}
        </Button>
      </div>
    </section>
  );
}
