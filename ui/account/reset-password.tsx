import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api } from "#ui/data/api.ts";
import { useBecome } from "#ui/data/me.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { Doorway } from "#ui/shell/doorway.tsx";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import form from "#ui/shell/form.module.css";
import { useWords } from "#ui/words/words.tsx";
import classes from "./account.module.css";
import { NewPassword } from "./new-password.tsx";
import { useLink } from "./use-link.ts";
import { useSending } from "./use-sending.ts";

/** The token behind the “#”, taken out of the address at once so that the browser's history does not keep it. */
function useToken(): string {
  const [token, setToken] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const take = (): void => {
      if (location.hash === "") return;
      setToken(location.hash.slice(1));
      history.replaceState(history.state, "", location.pathname);
    };
    take();
    // another link opened in the same window changes only what stands behind the “#”
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return token;
}

/** Sets a new password with the link of a mail; afterwards one is signed out everywhere and signs in anew (AL-07). */
export function ResetPasswordPage() {
  const { t } = useWords();
  const token = useToken();
  const life = useLink(token);
  const sending = useSending({ password: "password" });
  const title = t("reset.title");
  usePageTitle(sending.mistakes.length > 0 ? t("problem.title", { title }) : title);
  return (
    <Doorway title={title}>
      <div aria-busy={token !== "" && life === null}>
        {token === "" && <p>{t("reset.no-link")}</p>}
        {life === "over" && <Over />}
        {life === "alive" && <ResetForm token={token} {...sending} />}
      </div>
      <PageLink to="/forgotten-password" className={`${form.way} ${classes.way}`}>
        {t("reset.again")}
      </PageLink>
    </Doorway>
  );
}

/** Takes the focus, so that it is heard and the keyboard goes on to the way out. */
function Over() {
  const { t } = useWords();
  return (
    <p role="status" tabIndex={-1} className={form.ended} ref={(box) => box?.focus()}>
      {t("problem.link-used-or-old")}
    </p>
  );
}

type Sending = ReturnType<typeof useSending>;
function ResetForm({ token, send, mistakes, setMistakes, isBusy, errorAt }: Sending & { token: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const become = useBecome();
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setMistakes(password ? [] : [{ field: "password", text: t("password.new.missing") }]);
    if (password)
      void send(async () => {
        await api("/session/reset", { body: { token, password } });
        await navigate({ to: "/sign-in", search: { changed: "1" } as never });
        become(undefined);
      });
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <form className={form.form} onSubmit={onSubmit} noValidate aria-label={t("reset.title")}>
        <NewPassword id="password" error={errorAt("password")} />
        <Button type="submit" size="sm" loading={isBusy}>
          {t("reset.go")}
        </Button>
      </form>
    </>
  );
}
