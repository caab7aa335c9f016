import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Problem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import classes from "./form.module.css";

/** The page failed: what is known of it, and a way to try again. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const words = useWords();
  const problem = error instanceof Problem ? error : undefined;
  return (
    <div className={classes.lost} role="alert">
      <h1>{words.t("problem.broken")}</h1>
      <p>{problem ? reasonText(words, problem) : words.t("problem.page")}</p>
      {problem?.traceId && <p className={classes.quiet}>{words.t("problem.trace", { id: problem.traceId })}</p>}
      <Button onClick={reset}>{words.t("problem.again")}</Button>
    </div>
  );
}
