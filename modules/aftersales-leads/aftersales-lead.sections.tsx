import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useNamed } from "#ui/data/choices.ts";
import { YesNo } from "#ui/fields/field-value.tsx";
import { PageLink } from "#ui/fields/page-link.tsx";
import { useZonedWords } from "#ui/fields/record-zone.tsx";
import { FieldLine } from "#ui/record/field-line.tsx";
import styles from "#ui/record/section.module.css";
import { Column, Line, Section } from "#ui/record/section.tsx";
import { InTheBook } from "./aftersales-lead.appointment.tsx";
import { Attempts } from "./aftersales-lead.attempts.tsx";
import type { Lead, LeadVehicle } from "./aftersales-lead.reading.ts";
import { consentPurposes, aftersalesLead as record } from "./aftersales-lead.record.ts";

type Shown = { lead: Lead };
type FieldName = keyof typeof record.fields;

/** The four sections of a lead in the order of the screen (AL-20, AL-23 … AL-31). */
export function Sections({ lead }: Shown) {
  return (
    <>
      <Details lead={lead} />
      <Request lead={lead} />
      <Vehicle lead={lead} />
      <QualificationDetails lead={lead} />
    </>
  );
}

const Lines = ({ lead, names }: { lead: Lead; names: readonly FieldName[] }): ReactNode =>
  names.map((name) => <FieldLine key={name} record={record} row={lead} name={name} canEdit={lead.can.edit} />);

function Details({ lead }: Shown) {
  const { t, number } = useZonedWords();
  return (
    <Section title={t("aftersales-lead.section.details")}>
      <Column>
        <Line label={t("aftersales-lead.field.status")}>{t(`aftersales-lead.status.${lead.status}`)}</Line>
        <Lines lead={lead} names={["campaign", "campaignNotes", "source", "drivenBy", "isRecontact", "masterLead"]} />
        <Line label={t("aftersales-lead.field.daysSinceCreation")}>{number(lead.daysSinceCreation)}</Line>
        <Lines lead={lead} names={["customer", "persona"]} />
        <FieldLine record={record} row={lead} name="dealer" canEdit={lead.can.edit} after={<WhyHere lead={lead} />} />
      </Column>
      <Column>
        {consentPurposes.map((purpose) => (
          <Line key={purpose} label={t(`aftersales-lead.field.consents.${purpose}`)}>
            <YesNo isYes={lead.consents[purpose]} text={t(lead.consents[purpose] ? "record.yes" : "record.no")} />
          </Line>
        ))}
      </Column>
    </Section>
  );
}

/** The receipt of the routing as one sentence (AL-09). */
function WhyHere({ lead }: Shown) {
  const { t } = useZonedWords();
  const dealers = useNamed("dealers");
  if (!lead.routing) return null;
  const { code, because } = lead.routing.outcome;
  const dealer = dealers.find((one) => one.code === code)?.name ?? code;
  return (
    <span className={styles.receipt}>
      <IconInfoCircle size={13} aria-hidden />
      <span>{t(because, { dealer })}</span>
    </span>
  );
}

function Request({ lead }: Shown) {
  const { t, instant } = useZonedWords();
  return (
    <Section title={t("aftersales-lead.section.request")}>
      <Column>
        <Lines
          lead={lead}
          names={[
            "firstName",
            "lastName",
            "firstNameReading",
            "lastNameReading",
            "email",
            "phone",
            "otherPhone",
            "language",
            "enquiry",
            "request",
          ]}
        />
        <FieldLine
          record={record}
          row={lead}
          name="appointmentAt"
          canEdit={lead.can.edit}
          after={<InTheBook lead={lead} />}
        />
        <Lines lead={lead} names={["recontactAt"]} />
      </Column>
      <Column>
        <Lines lead={lead} names={["name", "country", "state", "city", "postalCode"]} />
        {[0, 1, 2].map((i) => (
          <Line key={i} label={t(`aftersales-lead.field.preferredSlots.${i + 1}`)}>
            {lead.preferredSlots[i] ? instant(lead.preferredSlots[i]) : <span className={styles.quiet}>—</span>}
          </Line>
        ))}
        <Lines lead={lead} names={["customerNotes", "extraServices"]} />
      </Column>
    </Section>
  );
}

/** Only the VIN is typed; the car tells the rest (AL-29). */
function Vehicle({ lead }: Shown) {
  const { t } = useZonedWords();
  const { vehicle } = lead;
  return (
    <Section
      title={t("aftersales-lead.section.vehicle")}
      lead={
        <p className={styles.sectionLead}>
          {t(vehicle ? "aftersales-lead.vehicle.filled" : "aftersales-lead.vehicle.none")}
        </p>
      }
    >
      <Column>
        <Lines lead={lead} names={["vin"]} />
        <CarLine vehicle={vehicle} name="modelName" />
        <CarLine vehicle={vehicle} name="warrantyStartsOn" />
        <CarLine vehicle={vehicle} name="warrantyEndsOn" />
        <CarLine vehicle={vehicle} name="averageKmPerYear" />
        <CarLine vehicle={vehicle} name="odometerKm" />
      </Column>
      <Column>
        <Line label={t("aftersales-lead.field.vehicle")}>
          {vehicle ? (
            <PageLink to={`/vehicles/${vehicle.id}`}>{vehicle.plate ?? vehicle.vin}</PageLink>
          ) : (
            <span className={styles.quiet}>—</span>
          )}
        </Line>
        <CarLine vehicle={vehicle} name="currentWarrantyName" />
        <CarLine vehicle={vehicle} name="currentWarrantyStartsOn" />
        <CarLine vehicle={vehicle} name="currentWarrantyEndsOn" />
        <CarLine vehicle={vehicle} name="ownershipEndedOn" />
        <CarLine vehicle={vehicle} name="firstRegisteredOn" />
      </Column>
    </Section>
  );
}

function CarLine({ vehicle, name }: { vehicle: LeadVehicle | null; name: keyof LeadVehicle }) {
  const { t, day, language } = useZonedWords();
  const value = vehicle?.[name] ?? null;
  const kilometres = (n: number): string =>
    new Intl.NumberFormat(language, { style: "unit", unit: "kilometer" }).format(n);
  const text = typeof value === "number" ? kilometres(value) : name.endsWith("On") && value ? day(value) : value;
  return <Line label={t(`aftersales-lead.vehicle.${name}`)}>{text ?? <span className={styles.quiet}>—</span>}</Line>;
}

function QualificationDetails({ lead }: Shown) {
  const { t } = useZonedWords();
  return (
    <Section title={t("aftersales-lead.section.qualification")} lead={<Attempts lead={lead} />}>
      <Column>
        <Lines lead={lead} names={["isFirstContactInTime", "firstContactAt", "isManagedInTime", "managedAt"]} />
      </Column>
      <Column>
        <Lines
          lead={lead}
          names={[
            ...(lead.closingCategory ? (["closingCategory"] as const) : []),
            "closingReason",
            ...(lead.ownershipEndedOn ? (["ownershipEndedOn"] as const) : []),
            "managementNotes",
          ]}
        />
      </Column>
    </Section>
  );
}
