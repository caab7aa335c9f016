import { ActionIcon, Tooltip, UnstyledButton } from "@mantine/core";
import { IconKeyboard, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMe } from "#ui/data/me.ts";
import { KeyName } from "#ui/keys/key-names.tsx";
import { useWords } from "#ui/words/words.tsx";
import { DemoClock } from "./demo-clock.tsx";
import { LanguageMenu } from "./language-menu.tsx";
import { PersonMenu } from "./person-menu.tsx";
import classes from "./shell.module.css";
import { ThemeMenu } from "./theme-menu.tsx";
import { UnsentList } from "./unsent-list.tsx";

/** Search, what is not sent yet, the demo's clock, keys, language, theme, and who one is. */
export function TopBar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const { t } = useWords();
  const me = useMe();
  return (
    <header className={classes.top}>
      <Link to="/" className={classes.brand}>
        <img src={new URL("./mark.svg", import.meta.url).href} alt={t("shell.home")} width={24} height={24} />
        <span className={classes.tenant}>{me?.tenant.name}</span>
      </Link>
      <UnstyledButton
        className={classes.search}
        onClick={onSearch}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
      >
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.searchText}>{t("palette.open")}</span>
        <span className={classes.searchKey} aria-hidden>
          <KeyName of="mod+k" />
        </span>
      </UnstyledButton>
      <div className={classes.tools}>
        <UnsentList />
        {me?.isDemo && <DemoClock />}
        <Tooltip label={t("keys.title")}>
          <ActionIcon className={classes.wide} onClick={onKeys} aria-label={t("keys.title")} size={32}>
            <IconKeyboard size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <LanguageMenu className={classes.wide} />
        <ThemeMenu className={classes.wide} />
        <PersonMenu onKeys={onKeys} />
      </div>
    </header>
  );
}
