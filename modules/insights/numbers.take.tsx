import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload, IconFileTypePdf, IconRefresh } from "@tabler/icons-react";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import type { Role } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import { useWords } from "#ui/words/words.tsx";
import { useAddress } from "./numbers.address.tsx";
import styles from "./numbers.module.css";

/** Reads anew, or takes the numbers along as a sheet or a paper; of a question that is refused there is none. */
export function Take({ by, isCounted, onRefresh }: { by: string; isCounted: boolean; onRefresh: () => void }) {
  const { t, language } = useWords();
  const { question } = useAddress();
  const role = useMe()?.profile?.role;
  const mayExport = role !== undefined && (aftersalesLead.export as readonly Role[]).includes(role);
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
          <a className={styles.taking} href={`${path}.csv?${question(by)}&lang=${language}`} download>
            <IconDownload size={16} aria-hidden />
            CSV
          </a>
          <a className={styles.taking} href={`${path}.pdf?${question(by)}&lang=${language}`} download>
            <IconFileTypePdf size={16} aria-hidden />
            PDF
          </a>
        </>
      ) : null}
    </div>
  );
}
