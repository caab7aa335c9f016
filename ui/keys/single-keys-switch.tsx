import { Checkbox } from "@mantine/core";
import { useWords } from "#ui/words/words.tsx";
import { setSingleKeys, useSingleKeys } from "./single-keys.ts";

export function SingleKeysSwitch() {
  const { t } = useWords();
  const isOn = useSingleKeys();
  return (
    <Checkbox
      mt="md"
      size="sm"
      checked={isOn}
      onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      label={t("keys.single")}
      description={t("keys.single.why")}
    />
  );
}
