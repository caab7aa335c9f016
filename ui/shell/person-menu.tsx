import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconKeyboard, IconLogout, IconUserCog } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { api, asProblem } from "#ui/data/api.ts";
import { type Me, useBecome, useMe } from "#ui/data/me.ts";
import { notify } from "#ui/data/notices.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import { LanguageChoices } from "./language-menu.tsx";
import { useProfileName } from "./profile-name.ts";
import classes from "./shell.module.css";
import { ThemeChoices } from "./theme-menu.tsx";

/** Takes over another profile, or leaves; what the old one saw is forgotten. */
function useLeaving(): { become: (profile: string) => Promise<void>; leave: () => Promise<void> } {
  const become = useBecome();
  const navigate = useNavigate();
  const words = useWords();
  const guarded = async (act: () => Promise<void>): Promise<void> => {
    await act().catch((error: unknown) => {
      notify({ tone: "refused", title: words.t("notice.failed"), text: reasonText(words, asProblem(error)) });
    });
  };
  return {
    become: (profile) =>
      guarded(async () => {
        const { value } = await api<Me>("/profile", { body: { profile } });
        become(value);
        await navigate({ to: "/" });
      }),
    leave: () =>
      guarded(async () => {
        await api("/sign-out", { method: "POST" });
        await navigate({ to: "/sign-in" });
        become(undefined);
      }),
  };
}

function ProfileChoices({ me, onChoose }: { me: Me; onChoose: (profile: string) => void }) {
  const { t } = useWords();
  const nameOf = useProfileName();
  if (me.profiles.length < 2) return null;
  return (
    <>
      <Menu.Label>{t("shell.profile")}</Menu.Label>
      <Menu.RadioGroup value={me.profile?.id ?? ""} onChange={onChoose} aria-label={t("shell.profile")}>
        {me.profiles.map((profile) => (
          <Menu.RadioItem key={profile.id} value={profile.id} closeMenuOnClick>
            {nameOf(profile)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}

/** Who is signed in and as what; on a phone language and theme stand here too. */
export function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const nameOf = useProfileName();
  const { become, leave } = useLeaving();
  const navigate = useNavigate();
  if (!me) return null;
  return (
    <Menu position="bottom-end" width={260} withinPortal={false} returnFocus>
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <span className={classes.initial} aria-hidden>
            {[...me.user.name][0]}
          </span>
          <span className={classes.who}>
            <span className={classes.whoName}>{me.user.name}</span>
            <span className={classes.whoPlace}>{me.profile ? nameOf(me.profile) : ""}</span>
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ProfileChoices me={me} onChoose={(profile) => void become(profile)} />
        <div className={classes.narrow}>
          <Menu.Label>{t("shell.language")}</Menu.Label>
          <LanguageChoices />
          <Menu.Divider />
          <Menu.Label>{t("shell.theme")}</Menu.Label>
          <ThemeChoices />
          <Menu.Divider />
        </div>
        <Menu.Item
          leftSection={<IconUserCog size={16} aria-hidden />}
          onClick={() => void navigate({ to: "/account" })}
        >
          {t("account.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onKeys}>
          {t("keys.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t("shell.sign-out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
