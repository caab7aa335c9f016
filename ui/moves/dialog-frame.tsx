import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./moves.module.css";

/**
 * The frame of a dialog. Its head is no `header` element: outside of the page's own parts that would be a second banner.
 * Esc leaves, also from its head; not while an input method composes or where what stands inside has used it.
 */
export function DialogFrame({
  isOpen,
  onClose,
  title,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <Modal.Root opened={isOpen} onClose={onClose} closeOnEscape={false} size={460}>
      <Modal.Overlay />
      <Modal.Content
        className={styles.content}
        onKeyDown={(event) => {
          const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
          if (event.key === "Escape" && !isComposing && !event.defaultPrevented) onClose();
        }}
      >
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("shell.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
