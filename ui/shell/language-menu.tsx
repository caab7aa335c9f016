import { ActionIcon, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { type Language, languages } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";

/** The languages, each called by itself; the change needs no reload and keeps what was typed. */
export function LanguageChoices() {
  const { language, setLanguage, t } = useWords();
  return (
    <Menu.RadioGroup
      value={language}
      onChange={(code) => setLanguage(code as Language)}
      aria-label={t("shell.language")}
    >
      {Object.entries(languages).map(([code, name]) => (
        <Menu.RadioItem key={code} value={code} lang={code} closeMenuOnClick>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

export function LanguageMenu({ className }: { className?: string | undefined }) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" withinPortal={false} returnFocus>
      <Menu.Target>
        <ActionIcon className={className} size={32} aria-label={t("shell.language")} title={t("shell.language")}>
          <IconLanguage size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageChoices />
      </Menu.Dropdown>
    </Menu>
  );
}
