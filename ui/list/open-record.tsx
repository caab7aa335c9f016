import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./list.module.css";
import type { ListLook } from "./look.ts";

/** The open record: beside the list from 1024 px, else over it; over it, it takes the focus and gives it back. */
export function OpenRecord({
  look,
  isOver,
  onClose,
  children,
}: {
  look: ListLook;
  isOver: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOver) return undefined;
    const before = document.activeElement;
    back.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isOver]);
  return (
    <section className={classes.open} data-over={isOver || undefined} aria-label={t(`${look.of.name}.name`)}>
      {isOver && (
        <div className={classes.back}>
          <Button
            ref={back}
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={onClose}
          >
            {t("list.back")}
          </Button>
        </div>
      )}
      <Suspense fallback={<div className={classes.opening} aria-busy="true" />}>{children}</Suspense>
    </section>
  );
}
