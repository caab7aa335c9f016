import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, asProblem } from "#ui/data/api.ts";
import { type Me, meQuery } from "#ui/data/me.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import { Doorway } from "./doorway.tsx";
import { ErrorSummary, type Mistake } from "./error-summary.tsx";
import { usePageTitle } from "./focus.ts";
import classes from "./form.module.css";
import { useEntering } from "./sign-in.tsx";

/** Who works in several roles or at several places says in which one he goes on (AL-08). */
export function ChooseProfilePage() {
  const words = useWords();
  const { t } = words;
  const { data: me } = useQuery(meQuery);
  const enter = useEntering();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  usePageTitle(t("profile.choose"));
  const choose = async (profile: string): Promise<void> => {
    try {
      await enter((await api<Me>("/profile", { body: { profile } })).value);
    } catch (error) {
      setMistakes([{ text: reasonText(words, asProblem(error)) }]);
    }
  };
  return (
    <Doorway title={t("profile.choose")}>
      <ErrorSummary mistakes={mistakes} />
      <p className={classes.quiet}>{t("profile.choose.why")}</p>
      <ul className={classes.cards}>
        {me?.profiles.map(({ id, role, dealer, region }) => (
          <li key={id}>
            <UnstyledButton className={classes.card} onClick={() => void choose(id)}>
              <strong>{t(`role.${role}`)}</strong>
              <span>{dealer?.name ?? region?.name ?? me.tenant.name}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Doorway>
  );
}
