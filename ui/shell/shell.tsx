import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useKeys } from "#ui/keys/keys.ts";
import { useWords } from "#ui/words/words.tsx";
import { usePageFocus } from "./focus.ts";
import { LazyKeysHelp, LazyPalette } from "./lazy.tsx";
import { Notices } from "./notices.tsx";
import type { FindRows } from "./palette.tsx";
import type { Place } from "./place.ts";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";

/** Both dialogs of the frame are there before somebody asks for them: what is typed right after Ctrl K belongs to them. */
function fetchDialogs(): () => void {
  const both = (): unknown => Promise.allSettled([import("./palette.tsx"), import("#ui/keys/keys-help.tsx")]);
  const timer = setTimeout(both, 1_000);
  return () => clearTimeout(timer);
}

/** The frame around every page behind sign-in: top bar, rail, the page, notices. */
export function Shell({
  places,
  find,
  children,
}: {
  places: readonly Place[];
  find: FindRows | undefined;
  children: ReactNode;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "keys">();
  const close = (): void => setOpen(undefined);
  usePageFocus();
  useEffect(fetchDialogs, []);
  useKeys([
    { key: "mod+k", label: "keys.palette", run: () => setOpen("palette") },
    { key: "?", label: "keys.help", run: () => setOpen("keys") },
    ...places.map((place) => ({
      key: `g ${place.key}`,
      label: place.label,
      run: () => void navigate({ to: place.to, search: place.search ?? {} }),
    })),
  ]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t("shell.skip")}
      </a>
      <TopBar onSearch={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
      <Rail places={places} />
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <Notices />
      <LazyPalette isOpen={open === "palette"} onClose={close} places={places} find={find} />
      <LazyKeysHelp isOpen={open === "keys"} onClose={close} />
    </div>
  );
}
