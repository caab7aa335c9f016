export { addressLine, type DealerPlace, phoneAsDialled } from "./dealer-lines.ts";
export type { Audience, Letter, LetterMaker, Letters, LetterValues, MailRow, PlannedMail } from "./letter.ts";
export { mail } from "./mail.record.ts";
export { mailTemplate } from "./mail-template.record.ts";
export { dropPlanned, dropStatements, mailsNotTaken, planMails, planStored } from "./plan-mail.ts";
export { receivedMail } from "./received-mail.record.ts";
export { whenInWords } from "./when.ts";
