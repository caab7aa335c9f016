import { Button } from "@mantine/core";
import type { MakeMove } from "#ui/data/move.ts";
import { useNow } from "#ui/data/now.ts";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import { MoveDialog } from "#ui/moves/move-dialog.tsx";
import { useWords } from "#ui/words/words.tsx";
import { AddCar, Later, Note } from "./aftersales-lead.dialog-parts.tsx";
import type { Lead } from "./aftersales-lead.reading.ts";
import { aftersalesLead as record } from "./aftersales-lead.record.ts";

export type DialogProps = { lead: Lead; make: MakeMove; onClose: () => void; zone: string };

/** Contact by another channel, or with a note (AL-49). */
export function AttemptDialog(props: DialogProps) {
  const { t } = useWords();
  return (
    <MoveDialog
      {...props}
      record={record}
      move="attempt"
      initial={{ channel: "email" }}
      consequence={() => t("aftersales-lead.move.attempt.consequence")}
    />
  );
}

/** Closes with a sale: needs the VIN of a known car, and notes where nothing was booked (AL-36, AL-38). */
export function SellDialog(props: DialogProps) {
  const { lead } = props;
  const { t } = useWords();
  const needsNotes = lead.appointmentAt === null && !lead.managementNotes;
  return (
    <MoveDialog
      {...props}
      record={record}
      move="sell"
      initial={{ vin: lead.vin ?? "" }}
      consequence={() => t("aftersales-lead.move.sell.consequence")}
      extras={(state) => ({
        vin: { isRequired: true, after: state.problem?.reason === "vin-unknown" ? <AddCar state={state} /> : null },
        notes: { isRequired: needsNotes, hint: needsNotes ? t("aftersales-lead.move.sell.notes-needed") : null },
      })}
    />
  );
}

/** Closes without a sale: a reason, and what that reason needs (AL-37 … AL-39). */
export function CloseDialog(props: DialogProps) {
  const { t } = useWords();
  return (
    <MoveDialog
      {...props}
      record={record}
      move="close"
      consequence={() => t("aftersales-lead.move.close.consequence")}
      extras={({ said }) => ({
        reason: { isRequired: true, omit: ["recontact"] },
        notes: {
          isRequired: said.reason === "other",
          hint: said.reason === "other" ? t("aftersales-lead.move.close.notes-needed") : null,
        },
        ownershipEndedOn: { isAsked: said.reason === "not-owner", isRequired: true },
      })}
      bottom={() => <Note text={t("aftersales-lead.advice.plan-recontact")} />}
    />
  );
}

/** Plans a re-contact (AL-40); on the closed lead it moves or cancels the date until the new lead has opened (AL-42). */
export function RecontactDialog(props: DialogProps) {
  const { lead, zone } = props;
  const { t, day } = useWords();
  const now = useNow(60_000);
  const isChange = lead.isFinal;
  const consequence = (at: unknown): string => {
    if (isChange) return t("aftersales-lead.move.recontact.change.consequence");
    if (typeof at !== "string") return t("aftersales-lead.move.recontact.consequence");
    return t("aftersales-lead.move.recontact.consequence.on", { day: day(wallTimeAt(at, zone).day) });
  };
  return (
    <MoveDialog
      {...props}
      record={record}
      move="recontact"
      title={t(isChange ? "aftersales-lead.move.recontact.change" : "aftersales-lead.move.recontact")}
      initial={{ at: lead.recontactAt }}
      paint={(said) => ({ recontactAt: said.at ?? null })}
      consequence={(said) => consequence(said.at)}
      extras={(state) => ({ at: { isRequired: true, before: <Later state={state} now={now} zone={zone} /> } })}
      bottom={({ confirm }) =>
        isChange && lead.recontactAt !== null ? (
          <Button variant="subtle" color="red" size="sm" onClick={() => confirm({ at: null })}>
            {t("aftersales-lead.move.recontact.cancel")}
          </Button>
        ) : null
      }
    />
  );
}

export function AssignDialog(props: DialogProps) {
  const { t } = useWords();
  return (
    <MoveDialog
      {...props}
      record={record}
      move="assign"
      initial={{}}
      extras={() => ({ dealer: { omit: [props.lead.dealer] } })}
      consequence={() => t("aftersales-lead.move.assign.consequence")}
    />
  );
}
