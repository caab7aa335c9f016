import type { Verdict } from "#platform/mail/transport.ts";

const codes = (answer: string): string => /^\d{3}( \d\.\d{1,3}\.\d{1,3})?/.exec(answer)?.[0] ?? "no answer";

/** The codes of a mail server's answer without its words: who refuses a mail may quote the link in it. */
export function briefly(verdict: Verdict): Verdict {
  if ("accepted" in verdict) return { accepted: codes(verdict.accepted) };
  if ("doubtful" in verdict) return { doubtful: codes(verdict.doubtful) };
  return { ...verdict, refused: codes(verdict.refused) };
}
