import { useQueryClient } from "@tanstack/react-query";
import { lazy, useMemo } from "react";
import { useLiveRows } from "#ui/data/live-rows.ts";
import { useMe } from "#ui/data/me.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { useCells } from "#ui/list/cell-text.ts";
import type { Column, ListLook } from "#ui/list/look.ts";
import { RecordList } from "#ui/list/record-list.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail.module.css";
import { Notes } from "./mail.notes.tsx";
import { kindText, type Mail, shownMail, whenOf } from "./mail.reading.ts";
import { mail } from "./mail.record.ts";
import { MailStatus } from "./mail.status.tsx";
import { MailWords } from "./mail.words.tsx";

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

/** A phone has no room for a whole subject: there the kind says what it is. */
function Card({ row }: { row: AnyRow }) {
  const words = useWords();
  return (
    <>
      <Status row={row} />
      <span className={styles.cardSubject}>
        <Subject row={row} />
      </span>
      <span className={styles.cardKind}>{kindText(words, (row as unknown as Mail).kind)}</span>
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
export const MailsPage = () => (
  <MailWords>
    <AllMails />
  </MailWords>
);

function AllMails() {
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
