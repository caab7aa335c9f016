import { createContext, useContext, useMemo } from "react";
import { useWords, type Words } from "#ui/words/words.tsx";

/** The zone in which the times of the shown record are meant: its dealer's, also for those who work elsewhere (UX-58). */
export const RecordZone = createContext<string | undefined>(undefined);

/** The page's words, with times in the record's zone. */
export function useZonedWords(): Words {
  const words = useWords();
  const zone = useContext(RecordZone);
  return useMemo(() => {
    if (zone === undefined) return words;
    const { instant, instantShort, time } = words;
    return {
      ...words,
      zone,
      instant: (at, of = zone) => instant(at, of),
      instantShort: (at, of = zone) => instantShort(at, of),
      time: (at, of = zone) => time(at, of),
    };
  }, [words, zone]);
}
