import { UnstyledButton } from "@mantine/core";
import { useWords } from "#ui/words/words.tsx";
import classes from "./form.module.css";
import type { DemoAccount } from "./sign-in.tsx";

const tenantsOf = (accounts: readonly DemoAccount[]): string[] => [...new Set(accounts.map(({ tenant }) => tenant))];

/** The people of the demo, one tap each; they exist only while the program runs as a demo on this machine. */
export function DemoCards({
  accounts,
  onChoose,
  isBusy,
}: {
  accounts: readonly DemoAccount[];
  onChoose: (email: string) => void;
  isBusy: boolean;
}) {
  const { t, has } = useWords();
  const roleOf = (role: string): string => (has(`role.${role}`) ? t(`role.${role}`) : role);
  return (
    <section className={classes.demo} aria-label={t("demo.badge")}>
      <p>
        <span className={classes.badge}>{t("demo.badge")}</span> {t("demo.why")}
      </p>
      {tenantsOf(accounts).map((tenant) => (
        <div key={tenant}>
          <h2>{tenant}</h2>
          <ul className={classes.cards}>
            {accounts
              .filter((account) => account.tenant === tenant)
              .map(({ email, name, role, place }) => (
                <li key={email}>
                  {/* Not disabled while the server answers: a button that is loses the focus. */}
                  <UnstyledButton
                    className={classes.card}
                    aria-disabled={isBusy}
                    onClick={isBusy ? undefined : () => onChoose(email)}
                  >
                    <strong>{roleOf(role)}</strong>
                    <span>{place}</span>
                    <small>{name}</small>
                  </UnstyledButton>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
