import { Button, Popover } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { notify } from "#ui/data/notices.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { forget, sendKept, type Unsent, useUnsent } from "#ui/data/unsent.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./shell.module.css";

function useSendAgain(): (change: Unsent) => Promise<void> {
  const client = useQueryClient();
  const words = useWords();
  return async (change) => {
    try {
      await sendKept(change);
      notify({ tone: "done", title: change.label, text: words.t("notice.saved"), forMs: 4_000 });
    } catch (error) {
      notify({
        tone: "refused",
        title: words.t("notice.not-done", { act: change.label }),
        text: reasonText(words, asProblem(error), change.path.split("/")[1]?.replace(/s$/, "")),
      });
    }
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === change.path.split("/")[1] });
  };
}

/** "Not sent yet": changes the server has not acknowledged, also after the tab was closed; shown only while there are some. */
export function UnsentList() {
  const { t, instantShort } = useWords();
  const unsent = useUnsent(useMe()?.user.id);
  const sendAgain = useSendAgain();
  if (unsent.length === 0) return null;
  return (
    <Popover position="bottom-end" width={340} trapFocus withRoles>
      <Popover.Target>
        <Button
          variant="light"
          color="orange"
          className={classes.unsent}
          leftSection={<IconCloudOff size={16} aria-hidden />}
        >
          {t("unsent.count", { count: unsent.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("unsent.title")}>
        <p className={classes.popText}>{t("unsent.why")}</p>
        <ul className={classes.unsentList}>
          {unsent.map((change) => (
            <li key={change.key}>
              <span>
                {change.label}
                <small>{instantShort(new Date(change.at).toISOString())}</small>
              </span>
              <Button variant="filled" onClick={() => void sendAgain(change)}>
                {t("unsent.send")}
              </Button>
              <Button variant="subtle" color="gray" onClick={() => forget(change.key)}>
                {t("unsent.forget")}
              </Button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
