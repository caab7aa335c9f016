import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail-template.module.css";
import { type Lead, useLeads } from "./template-preview.tsx";

/** With whose values the preview is filled: an example, or a real lead that is searched for. */
export function TemplateLead({ lead, onLead }: { lead: Lead | null; onLead: (lead: Lead | null) => void }) {
  const { t, instantShort } = useWords();
  const [text, setText] = useState("");
  const { data } = useLeads(text);
  const take = (found: Lead): void => {
    onLead(found);
    setText("");
  };
  return (
    <div className={styles.lead}>
      <p className={styles.with}>
        <span>{lead ? t("mail-template.preview.lead", { name: lead.name }) : t("mail-template.preview.sample")}</span>
        {lead ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onLead(null)}>
            {t("mail-template.preview.back")}
          </Button>
        ) : null}
      </p>
      <TextInput
        type="search"
        size="sm"
        label={t("mail-template.preview.find")}
        placeholder={t("mail-template.preview.hint")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {text.trim() !== "" && data?.length === 0 ? (
          <p className={styles.quiet}>{t("mail-template.preview.none", { text: text.trim() })}</p>
        ) : null}
        {text.trim() !== "" && data && data.length > 0 ? (
          <ul className={styles.found}>
            {data.map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => take(one)}>
                  <span>{one.name}</span>
                  <span className={styles.quiet}>
                    {t(`aftersales-lead.status.${one.row.status}`)} · {instantShort(String(one.row.createdAt))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
