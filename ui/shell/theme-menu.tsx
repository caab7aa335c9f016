import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { IconContrast } from "@tabler/icons-react";
import { useWords } from "#ui/words/words.tsx";

const schemes: readonly MantineColorScheme[] = ["light", "dark", "auto"];

export function ThemeChoices() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      aria-label={t("shell.theme")}
    >
      {schemes.map((scheme) => (
        <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick>
          {t(`theme.${scheme}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

export function ThemeMenu({ className }: { className?: string | undefined }) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" withinPortal={false} returnFocus>
      <Menu.Target>
        <ActionIcon className={className} size={32} aria-label={t("shell.theme")} title={t("shell.theme")}>
          <IconContrast size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeChoices />
      </Menu.Dropdown>
    </Menu>
  );
}
