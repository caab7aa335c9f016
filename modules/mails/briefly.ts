import type { Verdict } from "#platform/mail/transport.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";

const codes = (answer: string): string => /^\d{3}( \d\.\d{1,3}\.\d{1,3})?/.exec(answer)?.[0] ?? "no answer";

/** The codes of a mail server's answer without its words: who refuses a mail may quote the link in it. */
export function briefly(verdict: Verdict): Verdict {
  if ("accepted" in verdict) return { accepted: codes(verdict.accepted) };
  if ("doubtful" in verdict) return { doubtful: codes(verdict.doubtful) };
  return { ...verdict, refused: codes(verdict.refused) };
}

/** A mail server's answer without what it quotes of our mail that is its recipient's alone. */
export function discreet(verdict: Verdict, secrets: readonly string[]): Verdict {
  const shown = (answer: string): string => withoutSecrets(answer, secrets);
  if ("accepted" in verdict) return { accepted: shown(verdict.accepted) };
  if ("doubtful" in verdict) return { doubtful: shown(verdict.doubtful) };
  return { ...verdict, refused: shown(verdict.refused) };
}
