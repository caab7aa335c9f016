import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { announce, notify } from "#ui/data/notices.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./account.module.css";
import { ChangePassword } from "./change-password.tsx";

type OwnSession = {
  id: string;
  kind: "browser" | "token";
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  isThis: boolean;
};

const sessionsQuery = {
  queryKey: ["sessions"],
  queryFn: async () => (await api<{ items: OwnSession[] }>("/sessions")).value.items,
};

/** One's own account: where one is signed in, and the password. */
export function AccountPage() {
  const { t } = useWords();
  const me = useMe();
  usePageTitle(t("account.title"));
  return (
    <div className={classes.page}>
      <h1>{t("account.title")}</h1>
      <p className={classes.quiet}>{me?.user.email}</p>
      <Sessions />
      <ChangePassword />
    </div>
  );
}

/** Ends what a path says and reads anew; a refusal is shown as a notice. */
function useEnding(): (path: string, done: string) => Promise<void> {
  const client = useQueryClient();
  const words = useWords();
  return async (path, done) => {
    try {
      await api(path, { method: "POST" });
      announce(done);
      document.querySelector<HTMLElement>("#sessions")?.focus();
    } catch (error) {
      notify({ tone: "refused", title: words.t("notice.failed"), text: reasonText(words, asProblem(error)) });
    }
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
}

function Sessions() {
  const { t } = useWords();
  const { data, error } = useQuery(sessionsQuery);
  const end = useEnding();
  const others = (data ?? []).some(({ isThis }) => !isThis);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" tabIndex={-1}>
        {t("account.sessions")}
      </h2>
      <p className={classes.quiet}>{error ? t("problem.no-answer") : t("account.sessions.why")}</p>
      <ul className={classes.sessions} aria-busy={data === undefined && !error}>
        {(data ?? []).map((one) => (
          <li key={one.id}>
            <Place of={one} />
            {!one.isThis && (
              <EndButton of={one} onEnd={() => void end(`/sessions/${one.id}/end`, t("account.ended"))} />
            )}
          </li>
        ))}
      </ul>
      {others && (
        <Button variant="default" onClick={() => void end("/sessions/end-others", t("account.others-ended"))}>
          {t("account.end-others")}
        </Button>
      )}
    </section>
  );
}

function EndButton({ of, onEnd }: { of: OwnSession; onEnd: () => void }) {
  const { t, instant } = useWords();
  const which = { kind: t(`account.kind.${of.kind}`), at: instant(of.createdAt) };
  return (
    <Button variant="default" aria-label={t("account.end.which", which)} onClick={onEnd}>
      {t("account.end")}
    </Button>
  );
}

function Place({ of }: { of: OwnSession }) {
  const { t, instant } = useWords();
  const times = { "account.since": of.createdAt, "account.seen": of.seenAt, "account.until": of.expiresAt };
  return (
    <div>
      <strong>{t(`account.kind.${of.kind}`)}</strong>
      {of.isThis && <span className={classes.here}>{t("account.this")}</span>}
      <dl className={classes.times}>
        {Object.entries(times).map(([label, at]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{t(label)}</dt>
            <dd>{instant(at)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
