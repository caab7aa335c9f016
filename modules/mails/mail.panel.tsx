import { IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { useMove } from "#ui/data/move.ts";
import { oneQuery, useOne } from "#ui/data/records.ts";
import { useDo } from "#ui/moves/use-do.ts";
import { useFocusBack } from "#ui/moves/use-focus-back.ts";
import { History } from "#ui/record/history.tsx";
import { RecordFailed, RecordSkeleton } from "#ui/record/page-states.tsx";
import page from "#ui/record/record.module.css";
import { useWords } from "#ui/words/words.tsx";
import { MailActs, MailDialog } from "./mail.acts.tsx";
import { CalendarSection, Facts, LetterSection } from "./mail.letter.tsx";
import styles from "./mail.module.css";
import { kindText, type Mail, saidText, whenOf } from "./mail.reading.ts";
import { mail } from "./mail.record.ts";
import { MailStatus } from "./mail.status.tsx";

const record = mail as unknown as AnyRecord;
type Props = { id: string; onClose: (() => void) | undefined; isBesideList: boolean };

/** One mail: to whom, how it stands, what can be done, how it reads, and what happened to it. */
export function MailPanel({ id, ...props }: Props) {
  const { data, error, refetch } = useOne<Mail>(record.plural, id);
  const client = useQueryClient();
  const version = data?.version;
  useEffect(() => {
    if (version !== undefined) void client.invalidateQueries({ queryKey: [record.plural, "history", id] });
  }, [client, id, version]);
  if (data) return <Panel key={data.id} mail={data} {...props} />;
  if (error) return <RecordFailed error={error} record={record.name} listTo="/mails" onRetry={() => void refetch()} />;
  return <RecordSkeleton />;
}

/** The zone of the mail's dealer: the profile's own, or the other dealer's for those who see many. */
function useDealerZone(dealer: string | null): string {
  const { zone } = useWords();
  const own = useMe()?.profile?.dealer;
  const isOther = dealer !== null && own?.code !== dealer;
  const { data } = useQuery({
    ...oneQuery<{ zone?: string }>("dealers", dealer ?? ""),
    enabled: isOther,
    staleTime: 3_600_000,
  });
  return isOther ? (data?.zone ?? zone) : (own?.zone ?? zone);
}

function Panel({ mail: one, onClose, isBesideList }: Omit<Props, "id"> & { mail: Mail }) {
  const { make } = useMove(record, one.id);
  const { doing, open, close } = useDo();
  useFocusBack(doing);
  const zone = useDealerZone(one.dealer);
  return (
    <article className={page.page} data-beside={isBesideList || undefined}>
      <div className={page.layout}>
        <Head one={one} zone={zone} onClose={onClose}>
          <MailActs mail={one} open={open} />
        </Head>
        <div className={page.main}>
          <LetterSection mail={one} />
          <CalendarSection mail={one} zone={zone} />
          <Facts mail={one} zone={zone} />
        </div>
        <History record={record} id={one.id} zone={zone} origin="cause" isShort />
      </div>
      <MailDialog mail={one} doing={doing} make={make} onClose={close} zone={zone} />
    </article>
  );
}

type HeadProps = { one: Mail; zone: string; onClose: (() => void) | undefined; children: ReactNode };

function Head({ one, zone, onClose, children }: HeadProps) {
  const words = useWords();
  const { t, instant } = words;
  const at = whenOf(one);
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h1>{one.subject ?? kindText(words, one.kind)}</h1>
        {onClose ? (
          <button type="button" className={styles.close} onClick={onClose} aria-label={t("shell.close")}>
            <IconX size={16} aria-hidden />
          </button>
        ) : null}
      </div>
      <p className={styles.to}>
        <span>{one.toName}</span>
        <a href={`mailto:${one.toEmail}`}>{one.toEmail}</a>
        <span className={styles.quiet}>{t(`mail.choice.audience.${one.audience}`)}</span>
      </p>
      <p className={styles.state}>
        <MailStatus status={one.status} />
        {one.status === "dropped" ? null : <time dateTime={at}>{instant(at, zone)}</time>}
      </p>
      <Explained mail={one} />
      {children}
    </header>
  );
}

/** What the state means for those who wait for the mail, with the mail server's own words. */
function Explained({ mail: { status, because, refusal } }: { mail: Mail }) {
  const words = useWords();
  const said = (status === "dropped" ? [because] : [because, refusal]).filter((one) => one !== null);
  const key = `mail.explained.${status}`;
  if (!words.has(key) && said.length === 0) return null;
  return (
    <div className={styles.explained} data-status={status}>
      {words.has(key) ? words.t(key) : null}
      {said.map((one) => (
        <q key={one}>{saidText(words, one)}</q>
      ))}
    </div>
  );
}
