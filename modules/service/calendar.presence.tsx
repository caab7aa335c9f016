import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type AnyRecord, type Day, day } from "#platform/record/index.ts";
import { DayInput } from "#ui/fields/day-input.tsx";
import { localeOf } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./calendar.set-up.module.css";

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
export type Said = Omit<WorkPlace, "id" | "version">;
type Part = { of: AnyRecord; said: Said; change: (next: Partial<Said>) => void };

const workdays: Hours[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" }));

/** Hours of its own, or those of the dealer. */
export function HoursPart({ of, said: { hours }, change }: Part) {
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

/** The days on which it is not there. */
export function AbsencesPart({ of, said: { absences }, change }: Part) {
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
