import { Button, Checkbox, Input } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { aftersalesLead, contractSla, slaPolicy } from "#modules/aftersales-leads/index.ts";
import type { AnyRecord, Day, Field } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { FieldInput } from "#ui/fields/field-input.tsx";
import { useKeys } from "#ui/keys/keys.ts";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { useWords } from "#ui/words/words.tsx";
import type { Policy } from "./numbers.asking.tsx";
import { policyFrom } from "./targets.list.tsx";
import styles from "./targets.module.css";
import { Rehearsed } from "./targets.rehearsal.tsx";
import { type Draft, draftFrom, limitsAndTargets, useAskingButton, useTargets } from "./use-targets.tsx";

const record = slaPolicy as unknown as AnyRecord;
const idOf = (name: string): string => `target-${name}`;

type FormProps = { policies: readonly Policy[]; today: Day; onPublished: () => void };

/** Limits and targets of the market from a later day on: rehearsed on the last days, then published. */
export function TargetsForm({ policies, today, onPublished }: FormProps) {
  const { t } = useWords();
  const role = useMe()?.profile?.role;
  const maySeeLeads = role !== undefined && Object.hasOwn(aftersalesLead.see, role);
  const [draft, setDraft] = useState<Draft>(() => draftFrom(policies[0] ?? contractSla));
  const { mistakes, rehearsal, isAsked, isBusy, ...acts } = useTargets(draft, today, onPublished);
  const publishButton = useAskingButton(isAsked);
  const mayPublish = rehearsal !== undefined || !maySeeLeads;
  const wrong = useMemo(
    () =>
      mistakes.map(({ name, text }) =>
        name
          ? { field: idOf(name), text: t("problem.at", { field: t(`${record.name}.field.${name}`), text }) }
          : { text },
      ),
    [mistakes, t],
  );
  const change = (name: string, value: unknown): void => setDraft((now) => ({ ...now, [name]: value }));
  const shared = { draft, mistakes, onChange: change };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayPublish) acts.ask();
        else void acts.rehearse();
      }}
    >
      <h2>{t("targets.next")}</h2>
      <ErrorSummary mistakes={wrong} />
      <div className={styles.fields}>
        <One name="name" {...shared} />
        <One name="holdsFrom" {...shared} />
      </div>
      <div className={styles.fields}>
        {limitsAndTargets.map((name) => (
          <One key={name} name={name} {...shared} />
        ))}
      </div>
      <BookedCounts
        chosen={draft.bookedCounts as string[]}
        mistake={mistakes.find(({ name }) => name === "bookedCounts")?.text}
        onChange={(all) => change("bookedCounts", all)}
      />
      <One name="why" {...shared} />
      <p className={styles.quiet}>{t(maySeeLeads ? "targets.first" : "targets.only-hq")}</p>
      {isAsked ? (
        <Question
          holdsFrom={String(draft.holdsFrom)}
          replaced={policyFrom(policies, draft.holdsFrom)?.name}
          isBusy={isBusy}
          onPublish={() => void acts.publish()}
          onNotYet={acts.keepBack}
        />
      ) : (
        <div className={styles.acts}>
          {maySeeLeads ? (
            <Button
              type={rehearsal ? "button" : "submit"}
              variant={rehearsal ? "default" : "filled"}
              loading={isBusy}
              onClick={rehearsal ? () => void acts.rehearse() : undefined}
            >
              {t("targets.rehearse")}
            </Button>
          ) : null}
          {mayPublish ? (
            <Button ref={publishButton} type="submit" loading={isBusy}>
              {t("targets.publish")}
            </Button>
          ) : null}
        </div>
      )}
      {rehearsal ? <Rehearsed rehearsal={rehearsal} /> : null}
    </form>
  );
}

type QuestionProps = {
  holdsFrom: Day;
  /** What the policy is called that was published for the same day before. */
  replaced: string | undefined;
  isBusy: boolean;
  onPublish: () => void;
  onNotYet: () => void;
};

/** What publishing means, asked where it was pressed: what will hold from which day, and what it replaces. */
function Question({ holdsFrom, replaced, isBusy, onPublish, onNotYet }: QuestionProps) {
  const { t, day } = useWords();
  const id = useId();
  const confirming = useRef<HTMLButtonElement>(null);
  useEffect(() => confirming.current?.focus(), []);
  useKeys([{ key: "Escape", label: "record.cancel", run: onNotYet }]);
  return (
    <div className={styles.question} data-question>
      <div id={id}>
        <p>{t("targets.ask", { day: day(holdsFrom) })}</p>
        {replaced === undefined ? null : <p data-replaces>{t("targets.ask.replaces", { name: replaced })}</p>}
      </div>
      <div className={styles.acts}>
        <Button ref={confirming} loading={isBusy} aria-describedby={id} onKeyDown={ignoreHeld} onClick={onPublish}>
          {t("targets.publish")}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onNotYet}>
          {t("targets.not-yet")}
        </Button>
      </div>
    </div>
  );
}

/** The key that asked the question does not answer it while it is still held down. */
function ignoreHeld(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

type OneProps = {
  name: string;
  draft: Draft;
  mistakes: readonly { name: string | undefined; text: string }[];
  onChange: (name: string, value: unknown) => void;
};

function One({ name, draft, mistakes, onChange }: OneProps) {
  const { t } = useWords();
  const field = record.fields[name] as Field;
  return (
    <FieldInput
      id={idOf(name)}
      place={{ record: record.name, name }}
      field={field}
      label={t(`${record.name}.field.${name}`)}
      value={draft[name]}
      isRequired={!("isOptional" in field && field.isOptional)}
      error={mistakes.find((one) => one.name === name)?.text}
      onChange={(value) => onChange(name, value)}
    />
  );
}

type BookedProps = {
  chosen: readonly string[];
  mistake: string | undefined;
  onChange: (chosen: string[]) => void;
};

/** Where Booked counts as if it were closed. */
function BookedCounts({ chosen, mistake, onChange }: BookedProps) {
  const { t } = useWords();
  const field: Field = record.fields.bookedCounts as Field;
  const values = field.kind === "choices" ? field.values : [];
  const name = `${record.name}.field.bookedCounts`;
  return (
    <fieldset className={styles.checks}>
      <Input.Label component="legend">{t(name)}</Input.Label>
      {values.map((value) => (
        <Checkbox
          key={value}
          id={value === values[0] ? idOf("bookedCounts") : undefined}
          error={value === values[0] ? mistake : undefined}
          label={t(`${record.name}.choice.bookedCounts.${value}`)}
          checked={chosen.includes(value)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        />
      ))}
    </fieldset>
  );
}
