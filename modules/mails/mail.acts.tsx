import { Button } from "@mantine/core";
import type { AnyRecord } from "#platform/record/index.ts";
import { useMe } from "#ui/data/me.ts";
import type { MakeMove } from "#ui/data/move.ts";
import { MoveDialog } from "#ui/moves/move-dialog.tsx";
import { useWords } from "#ui/words/words.tsx";
import styles from "./mail.module.css";
import { actsOf, type Mail, type MailAct } from "./mail.reading.ts";
import { mail as record } from "./mail.record.ts";

const useActs = (mail: Mail): readonly MailAct[] => actsOf(mail, useMe()?.profile?.role);

/** What this person can do with this mail now; nothing where nothing can be done. */
export function MailActs({ mail, open }: { mail: Mail; open: (act: MailAct) => void }) {
  const { t } = useWords();
  const acts = useActs(mail);
  if (acts.length === 0) return null;
  return (
    <fieldset className={styles.acts} aria-label={t("record.actions")}>
      {acts.map((act) => (
        <Button
          key={act}
          variant={act === "send-again" && mail.status === "parked" ? "filled" : "default"}
          data-move={act}
          onClick={() => open(act)}
        >
          {t(`mail.move.${act}`)}
        </Button>
      ))}
    </fieldset>
  );
}

type DialogProps = { mail: Mail; doing: string | undefined; make: MakeMove; onClose: () => void; zone: string };

/** Each move says first what it means for the recipient: whether a second mail may reach them, or none. */
export function MailDialog({ mail, doing, make, onClose, zone }: DialogProps) {
  const { t } = useWords();
  const act = useActs(mail).find((one) => one === doing);
  if (!act) return null;
  const isDoubtful = mail.status === "maybe-sent";
  const key = act === "arrived" || !isDoubtful ? act : `${act}.doubtful`;
  return (
    <MoveDialog
      key={act}
      record={record as unknown as AnyRecord}
      move={act}
      make={make}
      onClose={onClose}
      zone={zone}
      consequence={() => t(`mail.consequence.${key}`, { audience: mail.audience, name: mail.toName })}
    />
  );
}
