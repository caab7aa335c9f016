import { IconInfoCircle, IconTemplate } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, useMemo } from "react";
import { api } from "#ui/data/api.ts";
import { useLive } from "#ui/data/live.ts";
import { useLiveRows } from "#ui/data/live-rows.ts";
import { useMe } from "#ui/data/me.ts";
import type { AnyRow, RowPage } from "#ui/data/records.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useCells } from "#ui/list/cell-text.ts";
import type { Column, ListLook } from "#ui/list/look.ts";
import { RecordList } from "#ui/list/record-list.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail.module.css";
import { kindText, type Mail, shownMail, whenOf } from "./mail.reading.ts";
import { mail } from "./mail.record.ts";
import { MailStatus } from "./mail.status.tsx";
import { mailTemplate } from "./mail-template.record.ts";

const record = shownMail;
const MailPanel = lazy(async () => ({ default: (await import("./mail.panel.tsx")).MailPanel }));

/** What stands in the subject line; a mail that is not written yet has only its kind. */
function Subject({ row }: { row: AnyRow }) {
  const words = useWords();
  const { subject, kind } = row as unknown as Mail;
  return subject ?? <span className={styles.quiet}>{kindText(words, kind)}</span>;
}

function When({ row }: { row: AnyRow }) {
  const { instantShort } = useWords();
  const at = whenOf(row as unknown as Mail);
  return <time dateTime={at}>{instantShort(at)}</time>;
}

const Status = ({ row }: { row: AnyRow }) => <MailStatus status={(row as unknown as Mail).status} />;

function Card({ row }: { row: AnyRow }) {
  return (
    <>
      <Status row={row} />
      <span>
        <Subject row={row} />
      </span>
    </>
  );
}

function Dealer({ row }: { row: AnyRow }) {
  return useCells().text(row, "dealer");
}

/** Who, what, how it stands and when; for those who see several dealers also whose. */
const columnsFor = (hasDealers: boolean): readonly Column[] => [
  { name: "toName", width: 140, grows: true, sortsBy: "toName" },
  { name: "subject", width: 200, grows: true, leaves: 2, render: (row) => <Subject row={row} /> },
  { name: "status", width: 168, sortsBy: "status", leaves: 1, render: (row) => <Status row={row} /> },
  { name: "sendAt", label: "mail.when", width: 124, sortsBy: "sendAt", leaves: 3, render: (row) => <When row={row} /> },
  { name: "audience", width: 84, leaves: 5, sortsBy: "audience" },
  ...(hasDealers ? [{ name: "dealer", width: 120, leaves: 4, render: (row: AnyRow) => <Dealer row={row} /> }] : []),
];

/** Every mail that this profile may see, in its views, and the open one beside it. */
export function MailsPage() {
  const role = useMe()?.profile?.role;
  useLiveRows(useQueryClient(), record);
  const look = useMemo((): ListLook => {
    const hasDealers = role !== undefined && mail.see[role as "hq"] !== "own dealer";
    return {
      of: record,
      columns: columnsFor(hasDealers),
      filters: ["kind", "status", "audience", ...(hasDealers ? ["dealer"] : [])],
      addressed: ["aboutId"],
      card: (row) => <Card row={row} />,
      corner: (row) => <When row={row} />,
      open: (id, onClose, isBeside) => <MailPanel key={id} id={id} isBesideList={isBeside} onClose={onClose} />,
      mayExport: record.export?.some((one) => one === role) ?? false,
      news: "mail.news",
    };
  }, [role]);
  return (
    <div className={styles.desk}>
      <Notes />
      <RecordList look={look} />
    </div>
  );
}

/** What people should know before they read the list: whether mails leave at all, what waits for them, where wording is changed. */
function Notes() {
  const { t } = useWords();
  const me = useMe();
  const stuck = useStuck();
  const mayWrite = me?.profile ? me.profile.role in mailTemplate.see : false;
  if (!me?.isDemo && !mayWrite && !stuck) return null;
  return (
    <div className={styles.notes}>
      {me?.isDemo ? (
        <p className={styles.mailbox}>
          <IconInfoCircle size={15} aria-hidden />
          <span>{t("mail.mailbox")}</span>
        </p>
      ) : null}
      {stuck ? (
        <Link
          to={"." as "/"}
          search={{ view: "needs-a-look" } as never}
          className={styles.noteLink}
          data-tone="amber"
          activeProps={{}}
        >
          {t("mail.stuck", { count: stuck })}
        </Link>
      ) : null}
      {mayWrite ? (
        <PageLink to="/mail-templates" className={styles.noteLink ?? ""}>
          <IconTemplate size={15} aria-hidden />
          {t("mail-template.plural")}
        </PageLink>
      ) : null}
    </div>
  );
}

/** How many mails wait for somebody's decision; counted anew whenever a mail changes. */
function useStuck(): number {
  const client = useQueryClient();
  const queryKey = [record.plural, "stuck"];
  useLive(record.name, () => void client.invalidateQueries({ queryKey }));
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await api<RowPage>(`/${record.plural}?view=needs-a-look&limit=1`, { signal })).value.count.value,
  });
  return data ?? 0;
}
