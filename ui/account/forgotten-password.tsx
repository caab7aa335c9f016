import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#ui/data/api.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { Doorway } from "#ui/shell/doorway.tsx";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import form from "#ui/shell/form.module.css";
import { useWords } from "#ui/words/words.tsx";
import classes from "./account.module.css";
import { useSending } from "./use-sending.ts";

const waysBack = {
  queryKey: ["ways-back"],
  queryFn: async () => (await api<{ byMail: boolean }>("/session/forgotten")).value,
};

/** Asks for a link by mail. What is told afterwards is the same whether there is an account or not (AL-07). */
export function ForgottenPasswordPage() {
  const { t } = useWords();
  const { data: ways, isPending } = useQuery(waysBack);
  const [isSent, setSent] = useState(false);
  const sending = useSending({ email: "email" });
  const title = t("forgotten.title");
  usePageTitle(sending.mistakes.length > 0 ? t("problem.title", { title }) : title);
  return (
    <Doorway title={title}>
      <div aria-busy={isPending}>
        {ways?.byMail === false && <p>{t("forgotten.no-mail")}</p>}
        {ways?.byMail !== false && isSent && <Sent onAgain={() => setSent(false)} />}
        {ways?.byMail !== false && !isSent && <AskForm {...sending} onSent={() => setSent(true)} />}
      </div>
      <PageLink to="/sign-in" className={`${form.way} ${classes.way}`}>
        {t("forgotten.back")}
      </PageLink>
    </Doorway>
  );
}

/** Takes the focus, so that it is heard and the keyboard goes on from there. */
function Sent({ onAgain }: { onAgain: () => void }) {
  const { t } = useWords();
  return (
    <>
      <div role="status" tabIndex={-1} ref={(box) => box?.focus()}>
        <p>{t("forgotten.sent")}</p>
        <p className={form.quiet}>{t("forgotten.sent.nothing")}</p>
      </div>
      <Button variant="default" onClick={onAgain}>
        {t("forgotten.another")}
      </Button>
    </>
  );
}

function AskForm({ send, mistakes, setMistakes, isBusy, errorAt, onSent }: Sending & { onSent: () => void }) {
  const { t } = useWords();
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    setMistakes(email ? [] : [{ field: "email", text: t("sign-in.email.missing") }]);
    if (email)
      void send(async () => {
        await api("/session/forgotten", { body: { email } });
        onSent();
      });
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <p className={form.quiet}>{t("forgotten.why")}</p>
      <form className={form.form} onSubmit={onSubmit} noValidate aria-label={t("forgotten.title")}>
        <TextInput
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          label={t("sign-in.email")}
          error={errorAt("email")}
        />
        <Button type="submit" size="sm" loading={isBusy}>
          {t("forgotten.go")}
        </Button>
      </form>
    </>
  );
}
type Sending = ReturnType<typeof useSending>;
