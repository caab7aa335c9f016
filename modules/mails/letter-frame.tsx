import { useMemo } from "react";
import { useWords } from "#ui/words/words.tsx";
import { shownMarkup } from "./letter-markup.ts";
import styles from "./mail.module.css";

/** A written mail as its reader sees it, in a frame that may do nothing at all; the keyboard scrolls it. */
export function LetterFrame({ html, title }: { html: string; title: string }) {
  const { t } = useWords();
  const { markup, hasLostPictures } = useMemo(() => shownMarkup(html), [html]);
  return (
    <>
      {hasLostPictures ? <p className={styles.nothing}>{t("mail.letter.no-pictures")}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls the mail by its focus */}
      <iframe className={styles.paper} title={title} srcDoc={markup} sandbox="" tabIndex={0} />
    </>
  );
}
