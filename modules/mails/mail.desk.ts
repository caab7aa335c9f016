import { type Desk, plainDesk } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { mail } from "./mail.record.ts";
import { mailRules } from "./mail.rules.ts";

/** Where mails are worked: by the sender, and by people who look after those that got stuck. */
export const mailDesk: Desk = {
  ...plainDesk(mail as unknown as AnyRecord),
  rules: mailRules,
  can: ({ audience }) => audience !== "staff",
};
