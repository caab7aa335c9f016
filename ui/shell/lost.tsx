import { Link } from "@tanstack/react-router";
import { useWords } from "#ui/words/words.tsx";
import { usePageTitle } from "./focus.ts";
import classes from "./form.module.css";

/** No such page, or not this person's to see; the two look alike on purpose. */
export function Lost() {
  const { t } = useWords();
  usePageTitle(t("problem.not-found"));
  return (
    <main className={classes.lost}>
      <h1>{t("problem.not-found")}</h1>
      <p>{t("problem.not-found.why")}</p>
      <Link to="/">{t("shell.home")}</Link>
    </main>
  );
}
