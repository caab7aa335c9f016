import { useState } from "react";
import { slaPolicy } from "#modules/aftersales-leads/index.ts";
import { useMe } from "#ui/data/me.ts";
import { todayIn } from "#ui/fields/day-field.tsx";
import { RecordFailed } from "#ui/record/page-states.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { usePolicies } from "./numbers.asking.tsx";
import { NumbersWords } from "./numbers.words.tsx";
import { TargetsForm } from "./targets.form.tsx";
import { publishedHeading, TargetsList } from "./targets.list.tsx";
import styles from "./targets.module.css";

/** What the market measures its dealers by, and what it will measure them by next. */
export const TargetsPage = () => (
  <NumbersWords>
    <Targets />
  </NumbersWords>
);

function Targets() {
  const { t, zone } = useWords();
  const role = useMe()?.profile?.role;
  const { data, error, refetch } = usePolicies();
  const [published, setPublished] = useState(0);
  const mayPublish = slaPolicy.create?.some((one) => one === role) ?? false;
  usePageTitle(t("targets.title"));
  if (error && !data)
    return <RecordFailed error={error} record={slaPolicy.name} listTo="/" onRetry={() => void refetch()} />;
  if (!data) return <div aria-busy="true" className={styles.page} />;
  const today = todayIn(zone);
  const startAnew = (): void => {
    setPublished(published + 1);
    document.getElementById(publishedHeading)?.focus();
  };
  return (
    <div className={styles.page}>
      <h1>{t("targets.title")}</h1>
      <p className={styles.quiet}>{t("targets.about")}</p>
      <TargetsList policies={data} today={today} />
      {mayPublish ? <TargetsForm key={published} policies={data} today={today} onPublished={startAnew} /> : null}
    </div>
  );
}
