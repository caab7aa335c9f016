import { IconArrowRight, IconBulb } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useEffect } from "react";
import { useMe } from "#ui/data/me.ts";
import { useMove } from "#ui/data/move.ts";
import { serverNow, useNow } from "#ui/data/now.ts";
import { oneQuery, useOne } from "#ui/data/records.ts";
import { RecordZone } from "#ui/fields/record-zone.tsx";
import { useDo } from "#ui/moves/use-do.ts";
import { useFocusBack } from "#ui/moves/use-focus-back.ts";
import head from "#ui/record/head.module.css";
import { History } from "#ui/record/history.tsx";
import step from "#ui/record/next.module.css";
import { RecordFailed, RecordSkeleton } from "#ui/record/page-states.tsx";
import { Path } from "#ui/record/path.tsx";
import styles from "#ui/record/record.module.css";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { Actions, ThumbBar } from "./aftersales-lead.actions.tsx";
import { actsOf } from "./aftersales-lead.acts.ts";
import { BookDialog } from "./aftersales-lead.book.tsx";
import {
  AssignDialog,
  AttemptDialog,
  CloseDialog,
  type DialogProps,
  RecontactDialog,
  SellDialog,
} from "./aftersales-lead.dialogs.tsx";
import { Highlights } from "./aftersales-lead.highlights.tsx";
import { type NextStep, nextStepOf } from "./aftersales-lead.next.ts";
import { pathOf } from "./aftersales-lead.path.ts";
import type { Attempt, Lead, LeadAct } from "./aftersales-lead.reading.ts";
import { aftersalesLead as record } from "./aftersales-lead.record.ts";
import { Sections } from "./aftersales-lead.sections.tsx";

type PageProps = { id: string; onClose?: (() => void) | undefined; isBesideList?: boolean };

/** The page of one lead, alone or beside the list; only beside a list can it be closed. */
export function AftersalesLeadPage({ id, onClose, isBesideList = onClose !== undefined }: PageProps) {
  const { data: lead, error, refetch } = useOne<Lead>(record.plural, id);
  useFreshHistory(id, lead?.version);
  if (lead) return <LeadPage key={lead.id} lead={lead} onClose={onClose} isBesideList={isBesideList} />;
  if (error)
    return (
      <RecordFailed error={error} record={record.name} listTo={`/${record.plural}`} onRetry={() => void refetch()} />
    );
  return <RecordSkeleton />;
}

/** A new version of the lead, by whomever, brings its history along. */
function useFreshHistory(id: string, version: number | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (version !== undefined) void client.invalidateQueries({ queryKey: [record.plural, "history", id] });
  }, [client, id, version]);
}

/** The zone of the lead's dealer: the profile's own, or the other dealer's for those who see many. */
function useDealerZone(dealer: string): string {
  const { zone } = useWords();
  const own = useMe()?.profile?.dealer;
  const isOwn = own?.code === dealer;
  const { data } = useQuery({
    ...oneQuery<{ zone?: string }>("dealers", dealer),
    enabled: !isOwn,
    staleTime: 3_600_000,
  });
  return isOwn ? own.zone : (data?.zone ?? zone);
}

function LeadPage({
  lead,
  onClose,
  isBesideList,
}: {
  lead: Lead;
  onClose: (() => void) | undefined;
  isBesideList: boolean;
}) {
  const { make, saving } = useMove(record, lead.id);
  const { doing, open, close } = useDo();
  useFocusBack(doing);
  const zone = useDealerZone(lead.dealer);
  const now = useNow(60_000);
  const next = nextStepOf(lead, now);
  const called = (outcome: Attempt["outcome"]): void =>
    void make("attempt", { channel: "phone", outcome }, { paint: withAttempt(lead, outcome) });
  const acting = { lead, next: next.move, open, called };
  usePageTitle(isBesideList ? undefined : lead.name);
  return (
    <RecordZone value={zone}>
      <article className={styles.page} data-beside={isBesideList || undefined}>
        <div className={styles.layout}>
          <header className={head.head}>
            <Highlights lead={lead} saving={saving} isBesideList={isBesideList} onClose={onClose} />
            <Path record={record.name} steps={pathOf(lead, now)} />
            <Next next={next} zone={zone} />
            <Actions {...acting} />
          </header>
          <div className={styles.main}>
            <Sections lead={lead} />
          </div>
          <History record={record} id={lead.id} zone={zone} origin={originOf(lead)} />
        </div>
        <ThumbBar {...acting} />
        <OpenDialog doing={doing} lead={lead} make={make} onClose={close} zone={zone} />
      </article>
    </RecordZone>
  );
}

/** Steps that are about a moment; the others' deadline counts in its clock. */
const dated: readonly NextStep["name"][] = ["visit", "visit-passed", "recontact-planned"];

/** The next step in words, with what the manual advises for it. */
function Next({ next, zone }: { next: NextStep; zone: string }) {
  const { t, instant } = useWords();
  return (
    <div className={step.next} data-over={next.move === null || undefined}>
      <p className={step.nextText}>
        <IconArrowRight size={16} aria-hidden />
        <span className="mq-hidden">{t("record.next")} </span>
        <span>
          {t(`aftersales-lead.next.${next.name}`)}{" "}
          {next.at && dated.includes(next.name) ? <time dateTime={next.at}>{instant(next.at, zone)}</time> : null}
        </span>
      </p>
      {next.advice.map((name) => (
        <p key={name} className={step.advice}>
          <IconBulb size={14} aria-hidden />
          {t(`aftersales-lead.advice.${name}`)}
        </p>
      ))}
    </div>
  );
}

/** Where a lead came from that nobody typed in: a date of re-contact, a campaign of HQ, or the customer's own form. */
const originOf = (lead: Lead): string => (lead.isRecontact ? "recontact" : lead.drivenBy === "hq" ? "hq" : "intake");

/** What an attempt shows before the server has answered. */
function withAttempt(lead: Lead, outcome: Attempt["outcome"]) {
  const at = new Date(serverNow()).toISOString();
  const attempt: Attempt = { at, channel: "phone", outcome, note: null, user: null };
  const isFirst = lead.firstContactAt === null;
  return {
    attempts: [...lead.attempts, attempt],
    attemptCount: lead.attempts.length + 1,
    ...(isFirst
      ? { firstContactAt: at, isFirstContactInTime: lead.firstContactDueAt !== null && at <= lead.firstContactDueAt }
      : {}),
  };
}

const dialogs: Partial<Record<LeadAct, ComponentType<DialogProps>>> = {
  attempt: AttemptDialog,
  book: BookDialog,
  sell: SellDialog,
  close: CloseDialog,
  recontact: RecontactDialog,
  assign: AssignDialog,
};

/** The dialog that the address names, when this person may make that move now. */
function OpenDialog({ doing, ...props }: DialogProps & { doing: string | undefined }) {
  const { lead } = props;
  const isOffered =
    doing === "attempt" ? lead.can.attempt : actsOf(lead).some((act) => act.move === doing && act.whyNot === null);
  const Dialog = dialogs[doing as LeadAct];
  return Dialog && isOffered ? <Dialog key={doing} {...props} /> : null;
}
