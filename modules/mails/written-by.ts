import { compiledOnce, isTooLong, type TemplateSource, type Written, write } from "#platform/mail/template.ts";
import { longestMail } from "./mail.record.ts";

/** A template under the key it is compiled once by, and its name for people. */
export type Form = { key: string; name: string; source: TemplateSource };

/** Writes a mail by the first form that can be filled in with its values; `because` says why it was not the very first. */
export async function writtenBy(
  forms: readonly Form[],
  values: object,
): Promise<{ said: Written; because: string | null } | { park: string }> {
  const faults: string[] = [];
  for (const { key, name, source } of forms) {
    const said = await filledIn(key, source, values);
    if (typeof said !== "string") return { said, because: faults[0] ? `first template used: ${faults[0]}` : null };
    faults.push(`${name}, ${said}`.slice(0, 800));
  }
  return { park: `it cannot be written: ${faults.join("; ")}`.slice(0, 900) };
}

/** The mail, or what is wrong with it. */
async function filledIn(key: string, source: TemplateSource, values: object): Promise<Written | string> {
  try {
    const said = write(await compiledOnce(key, source), values);
    return isTooLong(said, longestMail) ? "too long to be kept" : said;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}
