import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { type AnyRecord, type Day, day } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem, type Problem } from "#ui/data/api.ts";
import { announce } from "#ui/data/notices.ts";
import { DayInput } from "#ui/fields/day-input.tsx";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { calendarKey } from "./calendar.moves.tsx";
import styles from "./calendar.set-up.module.css";
import { equipment } from "./service-work.record.ts";

type Hours = { weekday: number; opens: string; closes: string };
type Absence = { startsOn: Day; endsOn: Day; reason: string | null };
/** A bay or an advisor as the API answers it; only bays have equipment. */
export type WorkPlace = {
  id: string;
  version: number;
  name: string;
  equipment?: string[];
  hours: Hours[];
  absences: Absence[];
  isActive: boolean;
};
type Said = Omit<WorkPlace, "id" | "version">;
type Part = { of: AnyRecord; said: Said; change: (next: Partial<Said>) => void };

const workdays: Hours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" }));

/** A bay or an advisor: its name, what it can do, its own hours and the days it is not there. */
export function PlaceForm({ of, place, onDone }: { of: AnyRecord; place: WorkPlace | undefined; onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const base = useId();
  const { said, change, save, problem, isSending } = usePlace(of, place, onDone);
  const mistakes = mistakesOf(words, of, problem, ["name", "hours", "absences"]);
  return (
    <form className={styles.form} noValidate onSubmit={save} aria-label={place?.name ?? t(`${of.name}.name`)}>
      <ErrorSummary mistakes={mistakes.map(({ name, text }) => ({ field: name && `${base}-${name}`, text }))} />
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

function HoursPart({ of, said: { hours }, change }: Part) {
  const { t, language } = useWords();
  const weekday = (n: number): string =>
    new Intl.DateTimeFormat(localeOf[language], { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, n));
  const put = (at: number, part: Partial<Hours>): void =>
    change({ hours: hours.map((entry, n) => (n === at ? { ...entry, ...part } : entry)) });
  return (
    <fieldset className={styles.part}>
      <legend>{t(`${of.name}.field.hours`)}</legend>
      <Checkbox
        label={t("calendar.set-up.dealer-hours")}
        checked={hours.length === 0}
        onChange={(event) => change({ hours: event.currentTarget.checked ? [] : workdays })}
      />
      {hours.map((entry, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other name than its place
        <div key={n} className={styles.row}>
          <NativeSelect
            aria-label={t(`${of.name}.field.hours.weekday`)}
            data={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: weekday(one) }))}
            value={String(entry.weekday)}
            onChange={(event) => put(n, { weekday: Number(event.currentTarget.value) })}
          />
          {(["opens", "closes"] as const).map((name) => (
            <TextInput
              key={name}
              aria-label={`${weekday(entry.weekday)}: ${t(`${of.name}.field.hours.${name}`)}`}
              value={entry[name]}
              maxLength={5}
              onChange={(event) => put(n, { [name]: event.currentTarget.value })}
            />
          ))}
          <Remove of={weekday(entry.weekday)} onRemove={() => change({ hours: hours.filter((_, at) => at !== n) })} />
        </div>
      ))}
      {hours.length > 0 && hours.length < 14 ? (
        <Add onAdd={() => change({ hours: [...hours, { weekday: 6, opens: "09:00", closes: "13:00" }] })} />
      ) : null}
    </fieldset>
  );
}

function AbsencesPart({ of, said: { absences }, change }: Part) {
  const { t } = useWords();
  const put = (at: number, part: Partial<Absence>): void =>
    change({ absences: absences.map((entry, n) => (n === at ? { ...entry, ...part } : entry)) });
  return (
    <fieldset className={styles.part}>
      <legend>{t(`${of.name}.field.absences`)}</legend>
      {absences.map((entry, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other name than its place
        <div key={n} className={styles.row}>
          {(["startsOn", "endsOn"] as const).map((name) => (
            <DayInput
              key={name}
              place={{ record: of.name, name: `absences.${name}` }}
              field={day()}
              label={t(`${of.name}.field.absences.${name}`)}
              value={entry[name]}
              onChange={(on) => put(n, { [name]: String(on ?? "") })}
            />
          ))}
          <TextInput
            label={t(`${of.name}.field.absences.reason`)}
            value={entry.reason ?? ""}
            maxLength={100}
            onChange={(event) => put(n, { reason: event.currentTarget.value || null })}
          />
          <Remove of={entry.startsOn} onRemove={() => change({ absences: absences.filter((_, at) => at !== n) })} />
        </div>
      ))}
      <Add onAdd={() => change({ absences: [...absences, { startsOn: "", endsOn: "", reason: null }] })} />
    </fieldset>
  );
}

function Remove({ of, onRemove }: { of: string; onRemove: () => void }) {
  const { t } = useWords();
  return (
    <ActionIcon size="md" aria-label={t("calendar.set-up.remove", { of })} onClick={onRemove}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  );
}

function Add({ onAdd }: { onAdd: () => void }) {
  const { t } = useWords();
  return (
    <Button variant="subtle" className={styles.add} leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
      {t("calendar.set-up.add")}
    </Button>
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
