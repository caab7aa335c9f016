import { CloseButton, Tooltip } from "@mantine/core";
import {
  IconBuildingStore,
  IconCar,
  IconExternalLink,
  IconMail,
  IconMessage,
  IconPhone,
  IconPhoneOff,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Saving } from "#ui/data/move.ts";
import { CodeName } from "#ui/fields/code-name.tsx";
import { dialled, phoneText } from "#ui/fields/field-value.tsx";
import { PageLink } from "#ui/fields/page-link.tsx";
import { ClockChip } from "#ui/record/clock-chip.tsx";
import styles from "#ui/record/head.module.css";
import reach from "#ui/record/reach.module.css";
import type { Language } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { channelOf } from "./aftersales-lead.next.ts";
import type { Lead } from "./aftersales-lead.reading.ts";
import { aftersalesLead as record } from "./aftersales-lead.record.ts";

/** How a customer is addressed after the name; only where the language has such a word. */
const honorifics: Partial<Record<Language, string>> = { ja: "様" };

type Shown = { lead: Lead; saving: Saving; isBesideList: boolean; onClose: (() => void) | undefined };

/** Who, how to reach them, which car, whose lead, and both clocks: all of it without scrolling (UX-21). */
export function Highlights({ lead, saving, isBesideList, onClose }: Shown) {
  const { t } = useWords();
  return (
    <>
      <div className={styles.title}>
        <NameWithReading lead={lead} isBesideList={isBesideList} />
        <span className={styles.status} data-status={lead.status} data-final={lead.isFinal || undefined}>
          {t(`${record.name}.status.${lead.status}`)}
        </span>
        {saving === "saving" ? <span className={styles.saving}>{t("record.saving")}</span> : null}
        <span className={styles.titleTools}>
          {isBesideList ? (
            <PageLink to={`/${record.plural}/${lead.id}`} className={styles.tool}>
              <IconExternalLink size={16} aria-hidden />
              <span className="mq-hidden">{t("record.open-alone")}</span>
            </PageLink>
          ) : null}
          {onClose ? <CloseButton aria-label={t("shell.close")} onClick={onClose} /> : null}
        </span>
      </div>
      <div className={reach.reach}>
        <Reach lead={lead} />
        <Fact sign={<IconCar size={16} aria-hidden />} label={t("aftersales-lead.section.vehicle")}>
          <Car lead={lead} />
        </Fact>
        <Fact sign={<IconBuildingStore size={16} aria-hidden />} label={t("aftersales-lead.field.dealer")} comesLater>
          <CodeName of="dealer" code={lead.dealer} />
        </Fact>
      </div>
      <div className={styles.clocks}>
        <ClockChip record={record.name} name="firstContact" isFinal={lead.isFinal} clock={firstContactOf(lead)} />
        <ClockChip record={record.name} name="management" isFinal={lead.isFinal} clock={managementOf(lead)} />
      </div>
    </>
  );
}

const firstContactOf = (lead: Lead) => ({
  startedAt: lead.assignedAt,
  dueAt: lead.firstContactDueAt,
  stampedAt: lead.firstContactAt,
  isInTime: lead.isFirstContactInTime,
});
const managementOf = (lead: Lead) => ({
  startedAt: lead.assignedAt,
  dueAt: lead.managementDueAt,
  stampedAt: lead.managedAt,
  isInTime: lead.isManagedInTime,
});

function NameWithReading({ lead, isBesideList }: { lead: Lead; isBesideList: boolean }) {
  const { name, language } = useWords();
  const reading = name({ firstName: lead.firstNameReading, lastName: lead.lastNameReading });
  const Heading = isBesideList ? "h2" : "h1";
  return (
    <Heading className={styles.name}>
      {reading ? (
        <ruby>
          {lead.name}
          <rp>(</rp>
          <rt>{reading}</rt>
          <rp>)</rp>
        </ruby>
      ) : (
        lead.name
      )}
      {honorifics[language] ? <span className={styles.honorific}>{honorifics[language]}</span> : null}
    </Heading>
  );
}

const channelSigns = { phone: IconPhone, email: IconMail, text: IconMessage } as const;

/** The number to tap, and the channel to use: the phone unless the customer refused it (AL-49). */
function Reach({ lead }: { lead: Lead }) {
  const { t } = useWords();
  const phone = lead.phone ?? lead.otherPhone;
  const channel = channelOf(lead);
  const Sign = channel ? channelSigns[channel] : IconPhoneOff;
  const isRefused = phone !== null && lead.drivenBy === "hq" && !lead.consents.phone;
  return (
    <>
      {phone ? (
        <a href={`tel:${dialled(phone)}`} className={reach.call} data-refused={isRefused || undefined}>
          <IconPhone size={17} aria-hidden />
          {phoneText(phone)}
        </a>
      ) : null}
      {lead.email && channel === "email" ? (
        <a href={`mailto:${lead.email}`} className={reach.call}>
          <IconMail size={17} aria-hidden />
          {lead.email}
        </a>
      ) : null}
      <Tooltip
        label={t(isRefused ? "aftersales-lead.channel.phone-refused" : "aftersales-lead.advice.phone-first")}
        multiline
        w={260}
      >
        <span className={reach.fact}>
          <Sign size={16} aria-hidden />
          {channel
            ? t("aftersales-lead.channel", { channel: t(`aftersales-lead.choice.channel.${channel}`) })
            : t("aftersales-lead.channel.none")}
        </span>
      </Tooltip>
    </>
  );
}

type FactProps = { sign: ReactNode; label: string; children: ReactNode; comesLater?: boolean };

/** `comesLater` keeps the room of a name that has to be looked up first. */
function Fact({ sign, label, children, comesLater }: FactProps) {
  return (
    <span className={reach.fact} data-later={comesLater}>
      {sign}
      <span className="mq-hidden">{label}: </span>
      {children}
    </span>
  );
}

/** "Aria · 品川 300 あ 12-34 · …KURA01": model, plate and the tail of the VIN. */
function Car({ lead }: { lead: Lead }) {
  const { t } = useWords();
  const { vehicle } = lead;
  const vin = vehicle?.vin ?? lead.vin;
  const tail = vin ? `…${vin.slice(-6)}` : null;
  const parts = [vehicle?.modelName, vehicle?.plate, tail].filter(Boolean);
  if (parts.length === 0) return <span className={reach.quiet}>{t("aftersales-lead.car.none")}</span>;
  return <span title={vin ?? undefined}>{parts.join(" · ")}</span>;
}
