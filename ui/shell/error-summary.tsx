import { type RefObject, useEffect, useRef } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./form.module.css";

/** One thing that is wrong: `field` is the id of the input it can be mended in. */
export type Mistake = { field?: string | undefined; text: string };

/**
 * What is wrong with a form, on top of it: takes the focus when it appears, and each line leads to its field (UX-32).
 * A new list of mistakes takes the focus again.
 */
export function ErrorSummary({ mistakes }: { mistakes: readonly Mistake[] }) {
  const { t } = useWords();
  const box: RefObject<HTMLDivElement | null> = useRef(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={classes.summary} aria-labelledby="error-summary">
      <h2 id="error-summary">{t("problem.summary")}</h2>
      <ul>
        {mistakes.map(({ field, text }) => (
          <li key={`${field}${text}`}>
            {field ? (
              <a href={`#${field}`} onClick={(event) => focusField(event, field)}>
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: { preventDefault: () => void }, field: string): void {
  event.preventDefault();
  document.getElementById(field)?.focus();
}
