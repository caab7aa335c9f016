import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem, type Problem } from "#ui/data/api.ts";
import { announce } from "#ui/data/notices.ts";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { useWords } from "#ui/words/words.tsx";
import { calendarKey } from "./calendar.moves.tsx";
import { AbsencesPart, HoursPart, type Said, type WorkPlace } from "./calendar.presence.tsx";
import styles from "./calendar.set-up.module.css";
import { equipment } from "./service-work.record.ts";

/** A bay or an advisor: its name, what it can do, its own hours and the days it is not there. */
export function PlaceForm({ of, place, onDone }: { of: AnyRecord; place: WorkPlace | undefined; onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const base = useId();
  const { said, change, save, problem, isSending } = usePlace(of, place, onDone);
  const mistakes = mistakesOf(words, of, problem, ["name", "hours", "absences"]);
  return (
    <form className={styles.form} noValidate onSubmit={save} aria-label={place?.name ?? t(`${of.name}.name`)}>
      <ErrorSummary
        refusal={problem}
        mistakes={mistakes.map(({ name, text }) => ({ field: name && `${base}-${name}`, text }))}
      />
      <TextInput
        id={`${base}-name`}
        label={t(`${of.name}.field.name`)}
        withAsterisk
        autoFocus
        maxLength={100}
        value={said.name}
        error={mistakes.find(({ name }) => name === "name")?.text}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {of.fields["equipment"] ? (
        <Checkbox.Group
          label={t(`${of.name}.field.equipment`)}
          value={said.equipment ?? []}
          onChange={(next) => change({ equipment: next })}
        >
          <div className={styles.checks}>
            {equipment.map((one) => (
              <Checkbox key={one} value={one} label={t(`${of.name}.choice.equipment.${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
      <HoursPart of={of} said={said} change={change} />
      <AbsencesPart of={of} said={said} change={change} />
      <Checkbox
        label={t(`${of.name}.field.isActive`)}
        checked={said.isActive}
        onChange={(event) => change({ isActive: event.currentTarget.checked })}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onDone}>
          {t("record.cancel")}
        </Button>
        <Button type="submit" loading={isSending}>
          {t("record.save")}
        </Button>
      </div>
    </form>
  );
}

const fresh: Said = { name: "", hours: [], absences: [], isActive: true };

/** What is typed, saving it once, and what the server objects to. */
function usePlace(of: AnyRecord, place: WorkPlace | undefined, onDone: () => void) {
  const { t } = useWords();
  const client = useQueryClient();
  const [said, setSaid] = useState<Said>(() =>
    place ? saidOf(of, place) : { ...fresh, ...(of.fields["equipment"] ? { equipment: [] } : {}) },
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const key = useRef(newActKey());
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    try {
      if (place) await api(`/${of.plural}/${place.id}`, { method: "PATCH", body: said, ifMatch: place.version });
      else await api(`/${of.plural}`, { body: said, idempotencyKey: key.current });
      announce(t("notice.saved"));
      await client.invalidateQueries({ queryKey: [of.plural, "set-up"] });
      void client.invalidateQueries({ queryKey: [calendarKey] });
      onDone();
    } catch (error) {
      key.current = newActKey();
      setProblem(asProblem(error));
      setSending(false);
    }
  };
  const change = (next: Partial<Said>): void => setSaid((now) => ({ ...now, ...next }));
  return { said, change, problem, isSending, save: (event: FormEvent) => void save(event) };
}

const saidOf = (of: AnyRecord, { name, equipment: has = [], hours, absences, isActive }: WorkPlace): Said => ({
  name,
  hours,
  absences,
  isActive,
  ...(of.fields["equipment"] ? { equipment: has } : {}),
});
