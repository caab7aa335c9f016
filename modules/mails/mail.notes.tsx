import { IconInfoCircle, IconTemplate } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "#ui/data/api.ts";
import { useLive } from "#ui/data/live.ts";
import { useMe } from "#ui/data/me.ts";
import { serverNow } from "#ui/data/now.ts";
import type { RowPage } from "#ui/data/records.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail.module.css";
import { mail } from "./mail.record.ts";
import { mailTemplate } from "./mail-template.record.ts";

/** What people should know before they read the list: whether mails leave at all, what waits for them, where wording is changed. */
export function Notes() {
  const { t } = useWords();
  const me = useMe();
  const stuck = useCount("stuck", () => "view=needs-a-look");
  const kept = useCount("kept", keptWaiting);
  const mayWrite = me?.profile ? me.profile.role in mailTemplate.see : false;
  if (!me?.isDemo && !mayWrite && !stuck && !kept) return null;
  return (
    <div className={styles.notes}>
      {me?.isDemo ? (
        <p className={styles.mailbox}>
          <IconInfoCircle size={15} aria-hidden />
          <span>{t("mail.mailbox")}</span>
        </p>
      ) : null}
      {kept ? <Lead view="waiting" text={t("mail.kept-waiting", { count: kept })} /> : null}
      {stuck ? <Lead view="needs-a-look" text={t("mail.stuck", { count: stuck })} /> : null}
      {mayWrite ? (
        <PageLink to="/mail-templates" className={styles.noteLink ?? ""}>
          <IconTemplate size={15} aria-hidden />
          {t("mail-template.plural")}
        </PageLink>
      ) : null}
    </div>
  );
}

/** The way to a view whose mails somebody should know of. */
const Lead = ({ view, text }: { view: string; text: string }) => (
  <Link to={"." as "/"} search={{ view } as never} className={styles.noteLink} data-tone="amber" activeProps={{}}>
    {text}
  </Link>
);

const patienceMs = 5 * 60_000;

/** Mails that should have left five minutes ago and were refused by nobody: the mail server cannot be used. */
function keptWaiting(): string {
  const before = new Date(serverNow() - patienceMs).toISOString();
  return String(
    new URLSearchParams({
      "filter[status][eq]": "due",
      "filter[nextTryAt][empty]": "true",
      "filter[sendAt][lte]": before,
    }),
  );
}

/** How many mails fit a question; counted anew every minute and whenever a mail changes. */
function useCount(name: string, question: () => string): number {
  const client = useQueryClient();
  const queryKey = [mail.plural, name];
  useLive(mail.name, () => void client.invalidateQueries({ queryKey }));
  const { data } = useQuery({
    queryKey,
    refetchInterval: 60_000,
    queryFn: async ({ signal }) =>
      (await api<RowPage>(`/${mail.plural}?${question()}&limit=1`, { signal })).value.count.value,
  });
  return data ?? 0;
}
