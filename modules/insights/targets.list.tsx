import { contractSla, type Sla, slaRates } from "#modules/aftersales-leads/index.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import type { Policy } from "./numbers.asking.tsx";
import { useTarget } from "./numbers.names.tsx";
import styles from "./targets.module.css";

/** The policies, the one that holds from the latest day first; the contract's own below all of them. */
export function TargetsList({ policies, today }: { policies: readonly Policy[]; today: string }) {
  const { t } = useWords();
  const now = policies.find(({ holdsFrom }) => holdsFrom <= today);
  const stateOf = (one: Policy): string | undefined => {
    if (one === now) return t("targets.now");
    return one.holdsFrom > today ? t("targets.later") : undefined;
  };
  return (
    <section className={styles.section} aria-label={t("targets.list")}>
      <h2>{t("targets.list")}</h2>
      <ul className={styles.policies}>
        {policies.map((one) => (
          <PolicyLine
            key={one.id}
            sla={one}
            title={one.name}
            since={one.holdsFrom}
            state={stateOf(one)}
            why={one.why}
          />
        ))}
        <PolicyLine sla={contractSla} title={t("targets.contract")} state={now ? undefined : t("targets.now")} />
      </ul>
    </section>
  );
}

type LineProps = { sla: Sla; title: string; since?: string; state: string | undefined; why?: string | null };

function PolicyLine({ sla, title, since, state, why }: LineProps) {
  const words = useWords();
  const { t, day } = words;
  const targetText = useTarget();
  return (
    <li data-policy={since ?? "contract"}>
      <p className={styles.policy}>
        <strong>{title}</strong>
        {since ? <time dateTime={since}>{t("targets.since", { day: day(since) })}</time> : null}
        {state ? <em>{state}</em> : null}
      </p>
      <dl className={styles.levels}>
        {slaRates.map(({ name, target }) => (
          <div key={name}>
            <dt>{t(`numbers.short.${name}`)}</dt>
            <dd>
              {limitText(words, sla, name)} · {t("numbers.target.is", { target: targetText(Number(sla[target])) })}
              {sla.bookedCounts.some((one) => one === name) ? ` · ${t("numbers.formula.booked")}` : ""}
            </dd>
          </div>
        ))}
      </dl>
      {why ? <p className={styles.quiet}>{why}</p> : null}
    </li>
  );
}

/** How long a service level leaves under a policy: "24 hours", "10 days". */
export function limitText({ t }: Words, sla: Sla, name: string): string {
  if (name === "first-contact") return t("targets.hours", { count: sla.firstContactHours });
  return t("targets.days", { count: name === "management" ? sla.managementDays : sla.lifetimeDays });
}
