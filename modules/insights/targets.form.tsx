import { Button, Checkbox, Input } from "@mantine/core";
import { useState } from "react";
import { aftersalesLead, contractSla, type Sla, slaPolicy } from "#modules/aftersales-leads/index.ts";
import type { AnyRecord, Field } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { FieldInput } from "#ui/fields/field-input.tsx";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { useWords } from "#ui/words/words.tsx";
import type { Policy } from "./numbers.asking.tsx";
import styles from "./targets.module.css";
import { Rehearsed } from "./targets.rehearsal.tsx";
import { type Draft, useTargets } from "./use-targets.tsx";

const record = slaPolicy as unknown as AnyRecord;
const limits = ["firstContactHours", "managementDays", "lifetimeDays"] as const;
const targets = ["firstContactTarget", "managementTarget", "fullyManagedTarget"] as const;
const idOf = (name: string): string => `target-${name}`;

/** The next policy begins as the one that is published last. */
const draftFrom = (sla: Sla): Draft => ({
  name: "",
  holdsFrom: null,
  why: "",
  bookedCounts: [...sla.bookedCounts],
  ...Object.fromEntries([...limits, ...targets].map((name) => [name, String(sla[name])])),
});

/** Limits and targets of the market from a later day on: rehearsed on the last days, then published. */
export function TargetsForm({ policies }: { policies: readonly Policy[] }) {
  const { t } = useWords();
  const role = useMe()?.profile?.role;
  const maySeeLeads = role !== undefined && Object.hasOwn(aftersalesLead.see, role);
  const [draft, setDraft] = useState<Draft>(() => draftFrom(policies[0] ?? contractSla));
  const { mistakes, rehearsal, isBusy, rehearse, publish } = useTargets(draft);
  const change = (name: string, value: unknown): void => setDraft((now) => ({ ...now, [name]: value }));
  const shared = { draft, mistakes, onChange: change };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void (maySeeLeads && !rehearsal ? rehearse() : publish());
      }}
    >
      <h2>{t("targets.next")}</h2>
      <ErrorSummary
        mistakes={mistakes.map(({ name, text }) =>
          name
            ? { field: idOf(name), text: t("problem.at", { field: t(`${record.name}.field.${name}`), text }) }
            : { text },
        )}
      />
      <div className={styles.fields}>
        <One name="name" {...shared} />
        <One name="holdsFrom" {...shared} />
      </div>
      <div className={styles.fields}>
        {[...limits, ...targets].map((name) => (
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
      <div className={styles.acts}>
        {maySeeLeads ? (
          <Button
            type={rehearsal ? "button" : "submit"}
            variant={rehearsal ? "default" : "filled"}
            loading={isBusy}
            onClick={rehearsal ? () => void rehearse() : undefined}
          >
            {t("targets.rehearse")}
          </Button>
        ) : null}
        {rehearsal || !maySeeLeads ? (
          <Button type="submit" loading={isBusy}>
            {t("targets.publish")}
          </Button>
        ) : null}
      </div>
      {rehearsal ? <Rehearsed rehearsal={rehearsal} /> : null}
    </form>
  );
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
