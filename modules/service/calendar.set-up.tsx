import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft, IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { AnyRecord } from "#platform/record/index.ts";
import { api } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { PageLink } from "#ui/fields/page-link.tsx";
import { valueText } from "#ui/fields/value-text.ts";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { NotRead } from "./calendar.empty.tsx";
import { PlaceForm } from "./calendar.place-form.tsx";
import type { WorkPlace } from "./calendar.presence.tsx";
import styles from "./calendar.set-up.module.css";
import { serviceAdvisor } from "./service-advisor.record.ts";
import { serviceBay } from "./service-bay.record.ts";

type Search = Readonly<Record<string, string | undefined>>;
const bays = serviceBay as unknown as AnyRecord;
const advisors = serviceAdvisor as unknown as AnyRecord;

/** Where a store manager says which bays and advisors there are, and when. */
export function CalendarSetUp() {
  const { t } = useWords();
  usePageTitle(t("calendar.set-up"));
  return (
    <div className={styles.page}>
      <PageLink to="/calendar" className={styles.back ?? ""}>
        <IconArrowLeft size={16} aria-hidden />
        {t("place.calendar")}
      </PageLink>
      <h1>{t("calendar.set-up")}</h1>
      <p className={styles.quiet}>{t("calendar.set-up.about")}</p>
      <Places of={bays} add={t("calendar.set-up.add-bay")} none={t("calendar.set-up.no-bays")} />
      <Places of={advisors} add={t("calendar.set-up.add-advisor")} none={t("calendar.set-up.no-advisors")} />
    </div>
  );
}

/** The bays or the advisors, each with a form that opens in its place; which one is open stands in the address. */
function Places({ of, add, none }: { of: AnyRecord; add: string; none: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const role = useMe()?.profile?.role;
  const search = useSearch({ strict: false }) as Search;
  const mayEdit = of.edit?.by.some((one) => one === role) ?? false;
  const go = (edit: string | undefined): void =>
    void navigate({ to: "/calendar/set-up", search: { edit } as never, resetScroll: false });
  const { data, error, refetch } = useQuery({
    queryKey: [of.plural, "set-up"],
    queryFn: async () => (await api<{ items: WorkPlace[] }>(`/${of.plural}?limit=200`)).value.items,
  });
  const isNew = mayEdit && search["edit"] === of.name;
  return (
    <section className={styles.section}>
      <h2>{t(`${of.name}.plural`)}</h2>
      {error ? <NotRead error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? <p className={styles.quiet}>{none}</p> : null}
      <ul className={styles.places} aria-busy={data === undefined && !error}>
        {(data ?? []).map((place) => (
          <li key={place.id}>
            {mayEdit && search["edit"] === place.id ? (
              <PlaceForm of={of} place={place} onDone={() => go(undefined)} />
            ) : (
              <One of={of} place={place} onEdit={mayEdit ? () => go(place.id) : undefined} />
            )}
          </li>
        ))}
        {isNew ? (
          <li>
            <PlaceForm of={of} place={undefined} onDone={() => go(undefined)} />
          </li>
        ) : null}
      </ul>
      {mayEdit && !isNew ? (
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => go(of.name)}>
          {add}
        </Button>
      ) : null}
      {mayEdit ? null : <p className={styles.quiet}>{t("calendar.empty.ask")}</p>}
    </section>
  );
}

type OneProps = { of: AnyRecord; place: WorkPlace; onEdit: (() => void) | undefined };

function One({ of, place, onEdit }: OneProps) {
  const words = useWords();
  const { t, day } = words;
  const { equipment } = of.fields;
  const told = [
    equipment ? valueText(words, { record: of.name, name: "equipment" }, equipment, place.equipment) : "",
    place.hours.length > 0 ? t("calendar.set-up.own-hours") : t("calendar.set-up.dealer-hours"),
    ...place.absences.map(
      ({ startsOn, endsOn }) => `${t(`${of.name}.field.absences`)}: ${day(startsOn)} – ${day(endsOn)}`,
    ),
  ];
  return (
    <div className={styles.one} data-off={!place.isActive || undefined}>
      <div>
        <strong>{place.name}</strong>
        {place.isActive ? null : <em>{t("calendar.set-up.off")}</em>}
        <p className={styles.quiet}>{told.filter(Boolean).join(" · ")}</p>
      </div>
      {onEdit ? (
        <ActionIcon size="md" aria-label={t("calendar.set-up.edit", { name: place.name })} onClick={onEdit}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}
