import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload, IconFileTypePdf, IconRefresh } from "@tabler/icons-react";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import type { Role } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import styles from "./numbers.module.css";
import type { Days } from "./periods.ts";

type TakeProps = { by: string; days: Days | undefined; isCounted: boolean; onRefresh: () => void };

/** Reads anew, or takes the numbers of the page's days along as a sheet or a paper; of a question that is refused there is none. */
export function Take({ by, days, isCounted, onRefresh }: TakeProps) {
  const { t, language } = useWords();
  const { question } = useAddress();
  const role = useMe()?.profile?.role;
  const mayExport = role !== undefined && (aftersalesLead.export as readonly Role[]).includes(role);
  const asked = `${question({ by, days })}&lang=${language}`;
  const path = `/api/v1/numbers/${aftersalesLead.plural}`;
  return (
    <div className={styles.take}>
      <Tooltip label={t("numbers.refresh")}>
        <ActionIcon size="md" aria-label={t("numbers.refresh")} aria-keyshortcuts="r" onClick={onRefresh}>
          <IconRefresh size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {mayExport && isCounted ? (
        <>
          <a className={styles.taking} href={`${path}.csv?${asked}`} download>
            <IconDownload size={16} aria-hidden />
            CSV
          </a>
          <a className={styles.taking} href={`${path}.pdf?${asked}`} download>
            <IconFileTypePdf size={16} aria-hidden />
            PDF
          </a>
        </>
      ) : null}
    </div>
  );
}
