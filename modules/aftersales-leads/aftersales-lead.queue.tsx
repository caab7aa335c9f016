import { IconRefreshDot } from "@tabler/icons-react";
import { lazy, useMemo } from "react";
import { useMe } from "#ui/data/me.ts";
import { serverNow } from "#ui/data/now.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { useCells } from "#ui/list/cell-text.ts";
import classes from "#ui/list/cells.module.css";
import type { Column, ListLook } from "#ui/list/look.ts";
import { RecordList } from "#ui/list/record-list.tsx";
import { RowClock } from "#ui/list/row-clock.tsx";
import { StatusMark, type StatusTone } from "#ui/list/status-mark.tsx";
import { isViewersTime } from "#ui/words/dates.ts";
import { useWords } from "#ui/words/words.tsx";
import { aftersalesLead } from "./aftersales-lead.record.ts";

const LeadPage = lazy(async () => ({ default: (await import("./aftersales-lead.screens.tsx")).AftersalesLeadPage }));

const toneOf: Record<string, StatusTone> = {
  assigned: "open",
  booked: "planned",
  "closed-with-sale": "won",
  "closed-without-sale": "closed",
  "sales-lost": "lost",
};

function Status({ row }: { row: AnyRow }) {
  return <StatusMark tone={toneOf[row.status ?? ""] ?? "open"} text={useCells().text(row, "status")} />;
}

const instantIn = (row: AnyRow, name: string): string | null => (row[name] as string | null) ?? null;

/** The clock that matters now: the first contact until there was one, then the ten days; a closed lead has none. */
function Deadline({ row }: { row: AnyRow }) {
  if (row.isFinal) return null;
  const isContacted = instantIn(row, "firstContactAt") !== null;
  const name = isContacted ? "management" : "firstContact";
  const dueAt = instantIn(row, isContacted ? "managementDueAt" : "firstContactDueAt");
  const clock = { startedAt: instantIn(row, "assignedAt"), dueAt, stampedAt: null, isInTime: null };
  return <RowClock record={aftersalesLead.name} name={name} clock={clock} />;
}

/** A re-contact is marked before the name: propose a new appointment (AL-25). */
function Recontact({ row }: { row: AnyRow }) {
  const { t } = useWords();
  if (!row.isRecontact) return null;
  return (
    <IconRefreshDot size={15} className={classes.mark} role="img" aria-label={t("aftersales-lead.field.isRecontact")} />
  );
}

/** Under the name on a narrow list: status, campaign, and the customer's own wish before a campaign of HQ (AL-04). */
function Card({ row }: { row: AnyRow }) {
  const { text } = useCells();
  return (
    <>
      <Status row={row} />
      <span>{text(row, "campaign")}</span>
    </>
  );
}

/**
 * The seven columns of AL-18, the deadline, and for those who see several dealers the dealer; all fit from 1280 px on. Only
 * a dealer's own people read times in a zone that may not be theirs, and then its name has room.
 */
const columnsFor = (hasDealers: boolean, namesZone: boolean): readonly Column[] => [
  {
    name: "name",
    width: hasDealers ? 120 : 140,
    grows: true,
    sortsBy: "name",
    render: (row) => <Recontact row={row} />,
  },
  {
    name: "nextDueAt",
    label: "list.deadline",
    width: 112,
    sortsBy: "nextDueAt",
    render: (row) => <Deadline row={row} />,
  },
  { name: "createdAt", width: namesZone ? 164 : 110, sortsBy: "createdAt", leaves: 6 },
  {
    name: "status",
    width: 176,
    sortsBy: "status",
    leaves: 1,
    render: (row) => <Status row={row} />,
  },
  { name: "source", width: hasDealers ? 74 : 84, sortsBy: "source", leaves: 7 },
  { name: "campaign", width: hasDealers ? 96 : 120, grows: true, sortsBy: "campaign", leaves: 5 },
  ...(hasDealers ? [{ name: "dealer", width: 102, grows: true, sortsBy: "dealer", leaves: 2 }] : []),
  { name: "attemptCount", label: "list.attempts", width: 52, isNumber: true, sortsBy: "attemptCount", leaves: 3 },
  { name: "daysSinceCreation", label: "list.days", width: 36, isNumber: true, sortsBy: "daysSinceCreation", leaves: 4 },
];

/** The queue of after-sales leads: six views and "my work now", the list, and the open lead beside it. */
export function AftersalesLeadQueue() {
  const role = useMe()?.profile?.role;
  const namesZone = !isViewersTime(useWords().zone, serverNow());
  const look = useMemo((): ListLook => {
    const hasDealers = role !== undefined && aftersalesLead.see[role as "hq"] !== "own dealer";
    return {
      of: aftersalesLead,
      columns: columnsFor(hasDealers, namesZone),
      filters: ["status", "source", "campaign", ...(hasDealers ? ["dealer"] : []), "drivenBy"],
      card: (row) => <Card row={row} />,
      corner: (row) => <Deadline row={row} />,
      open: (id, onClose, isBeside) => <LeadPage key={id} id={id} isBesideList={isBeside} onClose={onClose} />,
      ...(aftersalesLead.create?.some((one) => one === role)
        ? { create: { to: "/aftersales-leads/new", label: "aftersales-lead.new" } }
        : {}),
      mayExport: aftersalesLead.export?.some((one) => one === role) ?? false,
      news: "list.news.aftersales-lead",
      view: "assigned-to-dealer",
    };
  }, [role, namesZone]);
  return <RecordList look={look} />;
}
