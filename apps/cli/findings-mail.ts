import { type SmtpPlace, smtp } from "#platform/mail/transport.ts";
import type { Finding } from "./findings.ts";

/** Does the mail server answer, and does it let us in? The password stands in no line. */
export async function mailFinding(place: SmtpPlace): Promise<Finding> {
  const transport = smtp(place);
  const problem = await transport.ready();
  transport.close();
  const where = `the mail server ${place.host}:${place.port}`;
  return problem === null
    ? { isGood: true, line: `${where} takes mails` }
    : { isGood: false, line: `${where} cannot be used (${problem}): correct SMTP_URL, or start the server.` };
}
