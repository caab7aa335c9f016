import { useState } from "react";
import { asProblem } from "#ui/data/api.ts";
import { reasonText } from "#ui/data/reasons.ts";
import type { Mistake } from "#ui/shell/error-summary.tsx";
import { useWords } from "#ui/words/words.tsx";

/** Sends a form once at a time; a refusal becomes a mistake at its field. `names` are the fields the server may name. */
export function useSending(names: Readonly<Record<string, string>> = {}) {
  const words = useWords();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [isBusy, setBusy] = useState(false);
  const send = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      const problem = asProblem(error);
      setMistakes([{ text: reasonText(words, problem), field: names[problem.field ?? ""] }]);
    } finally {
      setBusy(false);
    }
  };
  const errorAt = (field: string): string | undefined => mistakes.find((mistake) => mistake.field === field)?.text;
  return { mistakes, setMistakes, isBusy, send, errorAt };
}
