import { contractSla, type Sla, slaRates } from "#modules/aftersales-leads/index.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import type { Policy } from "./numbers.asking.tsx";
import { useTarget } from "./numbers.names.tsx";
import styles from "./targets.module.css";

/** The heading that has the focus after something was published. */
export const publishedHeading = "published";

/** How a policy stands today: it holds, will hold, held, or another one was published for its day later. */
type Standing = "now" | "later" | "past" | "replaced";

/** The policy that holds from this day on: of several for one day the one published last, which stands first. */
export const policyFrom = (policies: readonly Policy[], on: unknown): Policy | undefined =>
  policies.find(({ holdsFrom }) => holdsFrom === on);

/** The policies, the one that holds from the latest day first; the contract's own below all of them. */
export function TargetsList({ policies, today }: { policies: readonly Policy[]; today: string }) {
  const { t } = useWords();
  const now = policies.find(({ holdsFrom }) => holdsFrom <= today);
  const standingOf = (one: Policy): Standing => {
    if (policyFrom(policies, one.holdsFrom) !== one) return "replaced";
    if (one === now) return "now";
    return one.holdsFrom > today ? "later" : "past";
  };
  return (
    <section className={styles.section} aria-label={t("targets.list")}>
      <h2 id={publishedHeading} tabIndex={-1}>
        {t("targets.list")}
      </h2>
      <ul className={styles.policies}>
        {policies.map((one) => (
          <PolicyLine
            key={one.id}
            sla={one}
            title={one.name}
            since={one.holdsFrom}
            standing={standingOf(one)}
            replacement={policyFrom(policies, one.holdsFrom)?.name}
            why={one.why}
          />
        ))}
        <PolicyLine sla={contractSla} title={t("targets.contract")} standing={now ? "past" : "now"} />
      </ul>
    </section>
  );
}

type LineProps = {
  sla: Sla;
  title: string;
  since?: string;
  standing: Standing;
  /** What the one that replaced it is called. */
  replacement?: string | undefined;
  why?: string | null;
};

function PolicyLine({ sla, title, since, standing, replacement, why }: LineProps) {
  const words = useWords();
  const { t, day } = words;
  const targetText = useTarget();
  return (
    <li data-policy={since ?? "contract"}>
      <p className={styles.policy}>
        <strong>{title}</strong>
        {since ? <time dateTime={since}>{t("targets.since", { day: day(since) })}</time> : null}
        {standing === "past" ? null : (
          <em data-standing={standing}>{t(`targets.${standing}`, { name: replacement })}</em>
        )}
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
