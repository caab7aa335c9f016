import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageFocus } from "./focus.ts";
import classes from "./form.module.css";
import { LanguageMenu } from "./language-menu.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

/** A page before one is inside: the mark, a heading, one task. */
export function Doorway({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  usePageFocus();
  return (
    <div className={classes.doorway}>
      <header className={classes.doorTop}>
        <span className={classes.mark}>
          <img src={new URL("./mark.svg", import.meta.url).href} alt="" width={28} height={28} />
          Marque
        </span>
        <Group gap={4}>
          <LanguageMenu />
          <ThemeMenu />
        </Group>
      </header>
      <main id="main" className={classes.door} data-wide={isWide || undefined}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
