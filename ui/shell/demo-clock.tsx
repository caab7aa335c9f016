import { Button, Popover, UnstyledButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, asProblem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { announce, notify } from "#ui/data/notices.ts";
import { hearServerTime, useNow } from "#ui/data/now.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./shell.module.css";

const leaps = ["PT1H", "P1D", "P10D", "P60D"] as const;

/** Travels the demo's clock forward; when the answer comes all that became due is stored, so every list is read anew. */
function useTravel(): { travel: (advance: string) => Promise<void>; isTravelling: boolean } {
  const client = useQueryClient();
  const words = useWords();
  const [isTravelling, setTravelling] = useState(false);
  const travel = async (advance: string): Promise<void> => {
    setTravelling(true);
    try {
      const { value } = await api<{ now: string }>("/demo/clock", { body: { advance } });
      hearServerTime(value.now);
      announce(words.t("demo.arrived", { at: words.instant(value.now) }));
      await client.invalidateQueries();
    } catch (error) {
      notify({ tone: "refused", title: words.t("notice.failed"), text: reasonText(words, asProblem(error)) });
    } finally {
      setTravelling(false);
    }
  };
  return { travel, isTravelling };
}

function Now() {
  const { t, instantShort } = useWords();
  const at = new Date(useNow(60_000)).toISOString();
  return (
    <>
      <span className={classes.badge}>{t("demo.badge")}</span>
      <time className={classes.clock} dateTime={at}>
        {instantShort(at)}
      </time>
    </>
  );
}

/** The badge that says this is a demo and what time it is in it; an administrator travels forward here. */
export function DemoClock() {
  const { t } = useWords();
  const me = useMe();
  const { travel, isTravelling } = useTravel();
  if (me?.profile?.role !== "admin")
    return (
      <span className={classes.demo}>
        <Now />
      </span>
    );
  return (
    <Popover position="bottom-end" trapFocus withRoles>
      <Popover.Target>
        <UnstyledButton className={classes.demo} title={t("demo.travel")}>
          <Now />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("demo.travel")}>
        <p className={classes.popText}>{t("demo.travel.why")}</p>
        <Button.Group>
          {leaps.map((leap) => (
            <Button key={leap} variant="default" loading={isTravelling} onClick={() => void travel(leap)}>
              {t(`demo.leap.${leap}`)}
            </Button>
          ))}
        </Button.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
