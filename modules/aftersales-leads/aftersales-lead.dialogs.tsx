import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconHelp, IconInfoCircle, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem } from "#ui/data/api.ts";
import type { MakeMove } from "#ui/data/move.ts";
import { useNow } from "#ui/data/now.ts";
import { reasonText } from "#ui/data/reasons.ts";
import fields from "#ui/fields/fields.module.css";
import { instantOf, wallTimeAt } from "#ui/fields/wall-time.ts";
import { type DialogState, MoveDialog } from "#ui/moves/move-dialog.tsx";
import styles from "#ui/moves/moves.module.css";
import { useWords } from "#ui/words/words.tsx";
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

/** Books or changes the agreed moment (AL-35). The customer's wishes are one tap each; the three facts of AL-54 bar nothing. */
export function BookDialog(props: DialogProps) {
  const { lead, zone } = props;
  const { t } = useWords();
  const now = useNow(60_000);
  const isAgain = lead.status === "booked";
  const agreed = lead.appointmentAt !== null && Date.parse(lead.appointmentAt) > now ? lead.appointmentAt : null;
  return (
    <MoveDialog
      {...props}
      record={record}
      move="book"
      title={t(isAgain ? "aftersales-lead.move.book.again" : "aftersales-lead.move.book")}
      initial={{ at: agreed, remindCustomer: isAgain ? lead.remindCustomer : lead.email !== null }}
      paint={(said) => ({ appointmentAt: said.at })}
      top={<Facts lead={lead} />}
      consequence={() => t("aftersales-lead.move.book.consequence")}
      extras={(state) => ({
        at: { before: <Wishes slots={lead.preferredSlots} state={state} now={now} zone={zone} /> },
        remindCustomer: {
          after: lead.email === null ? <Note tone="amber" text={t("aftersales-lead.advice.no-mail")} /> : null,
        },
      })}
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

type Tapped = { state: DialogState; now: number; zone: string };

/** The customer's preferred times, in their order; one that has passed cannot be chosen. */
function Wishes({ slots, state, now, zone }: Tapped & { slots: readonly string[] }) {
  const { t, instant } = useWords();
  if (slots.length === 0) return null;
  return (
    <Chips label={t("aftersales-lead.field.preferredSlots")}>
      {slots.map((at) => (
        <Chip key={at} isChosen={state.said.at === at} isOver={Date.parse(at) <= now} onTap={() => state.say("at", at)}>
          {instant(at, zone)}
        </Chip>
      ))}
    </Chips>
  );
}

const months = [1, 3, 6];

/** The usual distances of a re-contact, at ten in the morning of the dealer's day. */
function Later({ state, now, zone }: Tapped) {
  const { t, language } = useWords();
  const said = new Intl.RelativeTimeFormat(language);
  const inMonths = (n: number): string => {
    const on = new Date(`${wallTimeAt(new Date(now).toISOString(), zone).day}T00:00:00Z`);
    on.setUTCMonth(on.getUTCMonth() + n);
    return instantOf({ day: on.toISOString().slice(0, 10), time: "10:00" }, zone);
  };
  return (
    <Chips label={t("aftersales-lead.move.recontact.usual")}>
      {months.map((n) => (
        <Chip key={n} isChosen={state.said.at === inMonths(n)} onTap={() => state.say("at", inMonths(n))}>
          {said.format(n, "month")}
        </Chip>
      ))}
    </Chips>
  );
}

function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={fields.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={fields.chips}>{children}</div>
    </fieldset>
  );
}

function Chip(props: { isChosen: boolean; isOver?: boolean; onTap: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={fields.chip}
      aria-pressed={props.isChosen}
      disabled={props.isOver}
      onClick={props.onTap}
    >
      {props.isChosen ? <IconCheck size={14} aria-hidden /> : null}
      {props.children}
    </button>
  );
}

const factSigns = { yes: IconCheck, no: IconX, unknown: IconHelp } as const;
const facts = ["isCarInCampaign", "isOwner", "isTimeFramePossible"] as const;

/** What a good qualification needs (AL-54), as far as it is known. None of it bars the booking. */
function Facts({ lead }: { lead: Lead }) {
  const { t } = useWords();
  return (
    <dl className={styles.facts}>
      {facts.map((name) => {
        const known = lead.qualification[name];
        const fact = known === null ? "unknown" : known ? "yes" : "no";
        const Sign = factSigns[fact];
        return (
          <div key={name}>
            <dt>{t(`aftersales-lead.qualification.${name}`)}</dt>
            <dd className={styles.fact} data-fact={fact}>
              <Sign size={14} aria-hidden />
              {t(`aftersales-lead.qualification.${fact}`)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Note({ text, tone }: { text: string; tone?: "amber" }) {
  const Sign = tone === "amber" ? IconAlertTriangle : IconInfoCircle;
  return (
    <p className={styles.note} data-tone={tone}>
      <Sign size={15} aria-hidden />
      {text}
    </p>
  );
}

/** Adds the car that the VIN names, then goes on with the sale. */
function AddCar({ state }: { state: DialogState }) {
  const words = useWords();
  const [failed, setFailed] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const add = async (): Promise<void> => {
    setAdding(true);
    try {
      await api("/vehicles", { body: { vin: String(state.said.vin ?? "").trim() }, idempotencyKey: newActKey() });
      state.confirm();
    } catch (error) {
      setFailed(reasonText(words, asProblem(error), record.name));
    } finally {
      setAdding(false);
    }
  };
  return (
    <div>
      <Button variant="light" size="sm" loading={isAdding} onClick={() => void add()}>
        {words.t("aftersales-lead.move.sell.add-vehicle")}
      </Button>
      {failed ? <Note tone="amber" text={failed} /> : null}
    </div>
  );
}
