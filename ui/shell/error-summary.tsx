import { type RefObject, useEffect, useRef } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./form.module.css";

/** One thing that is wrong: `field` is the id of the input it can be mended in. */
export type Mistake = { field?: string | undefined; text: string };

type SummaryProps = {
  mistakes: readonly Mistake[];
  /** What the mistakes are read from, where their list is made anew each time it is drawn. */
  refusal?: unknown;
};

/**
 * What is wrong with a form, on top of it: takes the focus when it appears, and each line leads to its field (UX-32).
 * A new refusal takes the focus again; drawing the form anew does not, or every keystroke would lose it.
 */
export function ErrorSummary({ mistakes, refusal = mistakes }: SummaryProps) {
  const { t } = useWords();
  const hasMistakes = mistakes.length > 0;
  const box: RefObject<HTMLDivElement | null> = useRef(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is the reason to take the focus
  useEffect(() => {
    if (hasMistakes) box.current?.focus();
  }, [refusal, hasMistakes]);
  if (!hasMistakes) return null;
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
