import { Button, Menu, Tooltip } from "@mantine/core";
import { IconDots, IconPhoneCheck, IconPhoneX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { notify } from "#ui/data/notices.ts";
import { KeyName } from "#ui/keys/key-names.tsx";
import { useKeys } from "#ui/keys/keys.ts";
import styles from "#ui/record/actions.module.css";
import { useWords } from "#ui/words/words.tsx";
import { type Act, actsOf, whyNoAttempt } from "./aftersales-lead.acts.ts";
import type { Attempt, Lead, LeadAct } from "./aftersales-lead.reading.ts";

type Called = Attempt["outcome"];
export type Doing = {
  lead: Lead;
  next: LeadAct | null;
  open: (move: LeadAct) => void;
  called: (outcome: Called) => void;
};

/** What a lead's buttons and keys do, once for both bars. */
function useActions({ lead, open, called }: Doing) {
  const { t } = useWords();
  const acts = actsOf(lead);
  const refuse = (reason: string): void =>
    void notify({ tone: "refused", title: t(`aftersales-lead.refusal.${reason}`), forMs: 6_000 });
  const noAttempt = whyNoAttempt(lead);
  const run = (act: Act): void => (act.whyNot ? refuse(act.whyNot) : open(act.move));
  const call = (outcome: Called): void => (noAttempt ? refuse(noAttempt) : called(outcome));
  return { acts, noAttempt, run, call };
}

const called = [
  { outcome: "not-reached", key: "n", Sign: IconPhoneX },
  { outcome: "reached", key: "r", Sign: IconPhoneCheck },
] as const;

/** The buttons of a lead in their order; the move that is next is the filled one. */
export function Actions(doing: Doing) {
  const { lead, next, open } = doing;
  const { t } = useWords();
  const { acts, noAttempt, run, call } = useActions(doing);
  useKeys([
    ...(lead.can.attempt
      ? called.map(({ outcome, key }) => ({
          key,
          label: `aftersales-lead.quick.phone-${outcome}`,
          run: () => call(outcome),
        }))
      : []),
    ...acts.map((act) => ({ key: act.key, label: act.label, run: () => run(act) })),
  ]);
  if (!lead.can.attempt && acts.length === 0) return null;
  return (
    <fieldset
      className={styles.actions}
      data-calls={(lead.can.attempt && !noAttempt) || undefined}
      aria-label={t("record.actions")}
    >
      {lead.can.attempt ? (
        <div className={styles.calls}>
          {called.map(({ outcome, key, Sign }) => (
            <ActButton
              key={outcome}
              whyNot={noAttempt}
              isNext={next === "attempt"}
              onClick={() => call(outcome)}
              sign={<Sign size={16} aria-hidden />}
              keyName={key}
            >
              {t(`aftersales-lead.quick.phone-${outcome}`)}
            </ActButton>
          ))}
          <ActButton whyNot={noAttempt} isNext={false} move="attempt" onClick={() => open("attempt")}>
            {t("aftersales-lead.quick.other")}
          </ActButton>
        </div>
      ) : null}
      {acts.map((act) => (
        <ActButton
          key={act.move}
          whyNot={act.whyNot}
          isNext={next === act.move}
          onClick={() => run(act)}
          keyName={act.key}
          move={act.move}
        >
          {t(act.label)}
        </ActButton>
      ))}
    </fieldset>
  );
}

type Pressed = {
  whyNot: Act["whyNot"];
  isNext: boolean;
  onClick: () => void;
  children: ReactNode;
  sign?: ReactNode;
  keyName?: string;
  move?: LeadAct;
};

/** A button that stays in reach of the keyboard when it cannot work now, and then says why. */
function ActButton({ whyNot, isNext, onClick, children, sign, keyName, move }: Pressed) {
  const { t } = useWords();
  const button = (
    <Button
      variant={isNext ? "filled" : "default"}
      onClick={onClick}
      leftSection={sign}
      rightSection={
        keyName ? (
          <span className={styles.key} aria-hidden>
            <KeyName of={keyName} />
          </span>
        ) : undefined
      }
      data-next={isNext || undefined}
      data-move={move}
      {...(whyNot ? { "aria-disabled": true, "data-disabled": true } : {})}
      {...(keyName ? { "aria-keyshortcuts": keyName } : {})}
    >
      {children}
    </Button>
  );
  if (!whyNot) return button;
  return (
    <Tooltip label={t(`aftersales-lead.refusal.${whyNot}`)} multiline w={260}>
      {button}
    </Tooltip>
  );
}

/** The bar at the thumb on a phone: both results of a call, and everything else behind one button. */
export function ThumbBar(doing: Doing) {
  const { lead, next, open } = doing;
  const { t } = useWords();
  const { acts, noAttempt, run, call } = useActions(doing);
  const canCall = lead.can.attempt && !noAttempt;
  if (!canCall && acts.length === 0) return null;
  const first = canCall ? undefined : (acts.find((act) => act.move === next) ?? acts[0]);
  const others = acts.filter((act) => act !== first);
  return (
    <fieldset className={styles.thumbBar} aria-label={t("record.actions")}>
      {first ? (
        <Button variant={next === first.move ? "filled" : "default"} onClick={() => run(first)}>
          {t(first.label)}
        </Button>
      ) : null}
      {canCall
        ? called.map(({ outcome, Sign }) => (
            <Button
              key={outcome}
              variant={next === "attempt" ? "filled" : "default"}
              leftSection={<Sign size={18} aria-hidden />}
              onClick={() => call(outcome)}
            >
              {t(`aftersales-lead.quick.phone-${outcome}`)}
            </Button>
          ))
        : null}
      {canCall || others.length > 0 ? (
        <Menu position="top-end" width={260} withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button variant="default" aria-label={t("record.more")} className={styles.more}>
              <IconDots size={20} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {canCall ? <Menu.Item onClick={() => open("attempt")}>{t("aftersales-lead.quick.other")}</Menu.Item> : null}
            {others.map((act) => (
              <Menu.Item key={act.move} onClick={() => run(act)} data-next={next === act.move || undefined}>
                {t(act.label)}
                {act.whyNot ? <small className={styles.why}>{t(`aftersales-lead.refusal.${act.whyNot}`)}</small> : null}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </fieldset>
  );
}
