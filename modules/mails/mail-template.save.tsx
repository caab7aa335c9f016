import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem, type Problem } from "#ui/data/api.ts";
import { notify } from "#ui/data/notices.ts";
import { reasonText } from "#ui/data/reasons.ts";
import { useWords } from "#ui/words/words.tsx";
import { record, type Source, type Version, type Which } from "./mail-template.reading.tsx";

/** Adds a version. The same text sent again after a lost answer is the same act, and adds none. */
export function useSaveVersion(which: Which) {
  const client = useQueryClient();
  const words = useWords();
  const [isSaving, setSaving] = useState(false);
  const act = useRef({ text: "", key: "" });
  const save = async (source: Source & { note: string | null }): Promise<Version | Problem> => {
    const body = { ...which, ...source };
    const text = JSON.stringify(body);
    if (act.current.text !== text) act.current = { text, key: newActKey() };
    setSaving(true);
    try {
      const { value } = await api<Version>(`/${record.plural}`, { body, idempotencyKey: act.current.key });
      act.current = { text: "", key: "" };
      await client.invalidateQueries({ queryKey: [record.plural] });
      const version = words.t("mail-template.version", { number: value.number });
      notify({ tone: "done", title: words.t("mail-template.saved", { version }), forMs: 4_000 });
      return value;
    } catch (error) {
      const problem = asProblem(error);
      notify({
        tone: "refused",
        title: words.t("mail-template.not-saved"),
        text: reasonText(words, problem, record.name),
        ...(problem.traceId ? { traceId: problem.traceId } : {}),
      });
      return problem;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving };
}
