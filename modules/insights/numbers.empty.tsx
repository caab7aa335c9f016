import { Button } from "@mantine/core";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import { useScopeText } from "./numbers.bar.tsx";
import styles from "./numbers.module.css";
import type { Answer } from "./numbers.reading.ts";

/** No lead at all is counted: which question that was, and how to ask a wider one. */
export function NoLeads({ answer }: { answer: Answer }) {
  const { t } = useWords();
  const { period, dealer, region, reportClass, go } = useAddress();
  const scope = useScopeText();
  const isNarrowed = (dealer ?? region ?? reportClass) !== undefined;
  return (
    <section className={styles.section} data-section="empty">
      <h2>{t("numbers.empty", { scope: scope(answer) })}</h2>
      <p className={styles.about}>{t("numbers.empty.why")}</p>
      <div className={styles.widen}>
        {period === "12-months" ? null : (
          <Button variant="default" onClick={() => go({ period: "12-months", from: null, to: null })}>
            {t("numbers.empty.widen")}
          </Button>
        )}
        {isNarrowed ? (
          <Button variant="default" onClick={() => go({ dealer: null, region: null, class: null })}>
            {t("numbers.empty.all")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
