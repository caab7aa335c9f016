import { Button, PasswordInput, TextInput } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, asProblem } from "#ui/data/api.ts";
import { type Me, useBecome } from "#ui/data/me.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useWords, type Words } from "#ui/words/words.tsx";
import { DemoCards } from "./demo-cards.tsx";
import { Doorway } from "./doorway.tsx";
import { ErrorSummary, type Mistake } from "./error-summary.tsx";
import { usePageTitle } from "./focus.ts";
import classes from "./form.module.css";

export type DemoAccount = { email: string; name: string; role: string; place: string; tenant: string };

/** Signs in and goes where the person wanted to go; somebody with several profiles chooses one first (AL-08). */
export function useEntering(): (me: Me) => Promise<void> {
  const become = useBecome();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: string };
  return async (me) => {
    become(me);
    const inside = to?.startsWith("/") && !to.startsWith("//") ? to : "/";
    if (me.profile) await navigate({ href: inside });
    else await navigate({ to: "/profile", search: to ? { to } : {} });
  };
}

function useSignIn() {
  const words = useWords();
  const enter = useEntering();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [isBusy, setBusy] = useState(false);
  const signIn = async (path: string, body: Record<string, string>): Promise<void> => {
    setBusy(true);
    try {
      await enter((await api<Me>(path, { body })).value);
    } catch (error) {
      const problem = asProblem(error);
      const text = problem.status === 401 ? words.t("sign-in.wrong") : reasonText(words, problem);
      setMistakes([{ text, field: problem.status === 401 ? "email" : undefined }]);
    } finally {
      setBusy(false);
    }
  };
  return { signIn, mistakes, setMistakes, isBusy };
}

type SigningIn = ReturnType<typeof useSignIn>;

/** Sign-in by mail address and password; in the demo one tap on a card is enough. */
export function SignInPage() {
  const { t } = useWords();
  const signing = useSignIn();
  const { signIn, mistakes, isBusy } = signing;
  const search = useSearch({ strict: false });
  const news = "changed" in search ? "sign-in.changed" : "ended" in search ? "sign-in.ended" : undefined;
  const { data: demo } = useQuery(demoQuery);
  usePageTitle(mistakes.length > 0 ? t("problem.title", { title: t("sign-in.title") }) : t("sign-in.title"));
  return (
    <Doorway title={t("sign-in.title")} isWide={demo !== undefined}>
      {news && mistakes.length === 0 && (
        <p className={classes.ended} role="status">
          {t(news)}
        </p>
      )}
      <ErrorSummary mistakes={mistakes} />
      {demo && (
        <DemoCards
          accounts={demo.accounts}
          onChoose={(email) => void signIn("/demo/sign-in", { email })}
          isBusy={isBusy}
        />
      )}
      <SignInForm {...signing} isDemo={demo !== undefined} />
      <PageLink to="/forgotten-password" className={classes.way ?? ""}>
        {t("sign-in.forgotten")}
      </PageLink>
    </Doorway>
  );
}

const demoQuery = queryOptions({
  queryKey: ["demo"],
  queryFn: async () => (await api<{ accounts: DemoAccount[] }>("/demo")).value,
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the form says, and what is missing in it before anything is sent. */
function readForm(form: FormData, { t }: Words): { email: string; password: string; missing: Mistake[] } {
  const email = String(form.get("email") ?? "").trim();
  const password = String(form.get("password") ?? "");
  const missing: Mistake[] = [];
  if (!email) missing.push({ field: "email", text: t("sign-in.email.missing") });
  if (!password) missing.push({ field: "password", text: t("sign-in.password.missing") });
  return { email, password, missing };
}

function SignInForm({ signIn, mistakes, setMistakes, isBusy, isDemo }: SigningIn & { isDemo: boolean }) {
  const words = useWords();
  const { t } = words;
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { email, password, missing } = readForm(new FormData(event.currentTarget), words);
    setMistakes(missing);
    if (missing.length === 0) void signIn("/sign-in", { email, password });
  };
  const errorAt = (field: string): string | undefined => mistakes.find((mistake) => mistake.field === field)?.text;
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate aria-label={t("sign-in.title")}>
      {isDemo && <h2>{t("sign-in.with-password")}</h2>}
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
      <PasswordInput
        id="password"
        name="password"
        autoComplete="current-password"
        label={t("sign-in.password")}
        error={errorAt("password")}
        visibilityToggleButtonProps={{ "aria-label": t("sign-in.show"), tabIndex: 0 }}
      />
      <Button type="submit" size="sm" loading={isBusy} variant={isDemo ? "default" : "filled"}>
        {t("sign-in.go")}
      </Button>
    </form>
  );
}
