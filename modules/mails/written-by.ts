import { isTooLong, type TemplateSource } from "#platform/mail/template.ts";
import type { Filling, MailWriter, WholeMail } from "#platform/mail/writer.ts";
import { WorkRefused } from "#platform/workers/index.ts";
import { longestMail } from "./mail.record.ts";

/** A template under the key it is compiled once by, and its name for people. */
export type Form = { key: string; name: string; source: TemplateSource };
/** Whose turn among all that is written it is when mails leave. */
const leaving = "mails that leave";

/**
 * Writes a mail by the first form that can be filled in with its values; `because` says why it was not the very first. Throws
 * WorkRefused where it is too busy: the mail waits.
 */
export async function writtenBy(
  writer: MailWriter,
  forms: readonly Form[],
  filling: Filling,
): Promise<(WholeMail & { because: string | null }) | { park: string }> {
  const faults: string[] = [];
  for (const { key, name, source } of forms) {
    const made = await filledIn(writer, key, source, filling);
    if (typeof made !== "string") return { ...made, because: faults[0] ? `first template used: ${faults[0]}` : null };
    faults.push(`${name}, ${made}`.slice(0, 800));
  }
  return { park: `it cannot be written: ${faults.join("; ")}`.slice(0, 900) };
}

/** The mail, or what is wrong with it. */
async function filledIn(
  writer: MailWriter,
  key: string,
  source: TemplateSource,
  filling: Filling,
): Promise<WholeMail | string> {
  try {
    const made = await writer.mail(leaving, key, source, filling);
    return isTooLong(made.said, longestMail) ? "too long to be kept" : made;
  } catch (error) {
    if (error instanceof WorkRefused && error.because === "too-busy") throw error;
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}
