import { Modal } from "@mantine/core";
import { useWords } from "#ui/words/words.tsx";
import { KeyName } from "./key-names.tsx";
import { useCommands } from "./keys.ts";
import classes from "./keys.module.css";
import { SingleKeysSwitch } from "./single-keys-switch.tsx";

/** Every key that works on this page, and the switch that turns single letters off. */
export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useWords();
  const commands = useCommands();
  const shown = commands.filter((command, n) => commands.findLastIndex((one) => one.key === command.key) === n);
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("keys.title")} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <dl className={classes["list"]}>
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
    </Modal>
  );
}
