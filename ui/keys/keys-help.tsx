import { CloseButton, Modal } from "@mantine/core";
import { useWords } from "#ui/words/words.tsx";
import { KeyName } from "./key-names.tsx";
import classes from "./keys.module.css";
import { useCommands } from "./keys.ts";
import { SingleKeysSwitch } from "./single-keys-switch.tsx";

/** Every key that works on this page, and the switch that turns single letters off. */
export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useWords();
  const commands = useCommands();
  const shown = commands.filter((command, n) => commands.findLastIndex((one) => one.key === command.key) === n);
  return (
    <Modal.Root opened={isOpen} onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("keys.title")} p="md">
        <div className={classes.title}>
          <h2>{t("keys.title")}</h2>
          <CloseButton aria-label={t("shell.close")} onClick={onClose} />
        </div>
        <dl className={classes.list}>
          {shown.map(({ key, label }) => (
            <div key={key} style={{ display: "contents" }}>
              <dt>{t(label)}</dt>
              <dd>
                <KeyName of={key} />
              </dd>
            </div>
          ))}
        </dl>
        <SingleKeysSwitch />
      </Modal.Content>
    </Modal.Root>
  );
}
