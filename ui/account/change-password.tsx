import { Button, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#ui/data/api.ts";
import { notify } from "#ui/data/notices.ts";
import { ErrorSummary, type Mistake } from "#ui/shell/error-summary.tsx";
import form from "#ui/shell/form.module.css";
import { useWords } from "#ui/words/words.tsx";
import classes from "./account.module.css";
import { NewPassword } from "./new-password.tsx";
import { useSending } from "./use-sending.ts";

/** Changes the password with the one that holds now; everywhere else one is signed out. */
export function ChangePassword() {
  const { t } = useWords();
  const client = useQueryClient();
  const [turn, setTurn] = useState(0);
  const { send, mistakes, setMistakes, isBusy, errorAt } = useSending({ current: "current", next: "next" });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [current, next] = [String(said.get("current") ?? ""), String(said.get("next") ?? "")];
    const missing: Mistake[] = [];
    if (!current) missing.push({ field: "current", text: t("password.current.missing") });
    if (!next) missing.push({ field: "next", text: t("password.new.missing") });
    setMistakes(missing);
    if (missing.length > 0) return;
    void send(async () => {
      await api("/session/password", { body: { current, next } });
      notify({ tone: "done", title: t("password.changed"), forMs: 8_000 });
      setTurn((before) => before + 1);
      await client.invalidateQueries({ queryKey: ["sessions"] });
    });
  };
  return (
    <section aria-labelledby="change-password">
      <h2 id="change-password">{t("password.change")}</h2>
      <p className={classes.quiet}>{t("password.change.why")}</p>
      <ErrorSummary mistakes={mistakes} />
      <form key={turn} className={form.form} onSubmit={onSubmit} noValidate aria-label={t("password.change")}>
        <PasswordInput
          id="current"
          name="current"
          autoComplete="current-password"
          label={t("password.current")}
          error={errorAt("current")}
          classNames={{ input: classes.field ?? "", innerInput: classes.field ?? "" }}
          visibilityToggleButtonProps={{ "aria-label": t("sign-in.show"), tabIndex: 0 }}
        />
        <NewPassword id="next" error={errorAt("next")} />
        <Button type="submit" size="sm" loading={isBusy}>
          {t("password.change")}
        </Button>
      </form>
    </section>
  );
}
