import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconHelp, IconInfoCircle, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import fields from "#ui/fields/fields.module.css";
import { instantOf, wallTimeAt } from "#ui/fields/wall-time.ts";
import type { DialogState } from "#ui/moves/move-dialog.tsx";
import styles from "#ui/moves/moves.module.css";
import { useWords } from "#ui/words/words.tsx";
import type { Lead } from "./aftersales-lead.reading.ts";
import { aftersalesLead as record } from "./aftersales-lead.record.ts";

type Tapped = { state: DialogState; now: number; zone: string };

const months = [1, 3, 6];

/** The usual distances of a re-contact, at ten in the morning of the dealer's day. */
export function Later({ state, now, zone }: Tapped) {
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

export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={fields.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={fields.chips}>{children}</div>
    </fieldset>
  );
}

export function Chip(props: { isChosen: boolean; isOver?: boolean; onTap: () => void; children: ReactNode }) {
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
export function Facts({ lead }: { lead: Lead }) {
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

export function Note({ text, tone }: { text: string; tone?: "amber" }) {
  const Sign = tone === "amber" ? IconAlertTriangle : IconInfoCircle;
  return (
    <p className={styles.note} data-tone={tone}>
      <Sign size={15} aria-hidden />
      {text}
    </p>
  );
}

/** Adds the car that the VIN names, then goes on with the sale. */
export function AddCar({ state }: { state: DialogState }) {
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
