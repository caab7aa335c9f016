import type { Letters } from "#modules/mails/index.ts";
import { resetTemplate } from "./reset-template.ts";

/** The kind of mail that brings a link to who forgot a password. */
export const resetKind = "password-reset";

/** What the letter knows of the installation: where its pages are, how a link's token is made, how long it lives. */
export type ResetHome = {
  /** Without a slash at its end. */
  publicUrl: string;
  /** Makes the one token of an account that works from now on; null: the account may not sign in any more. */
  openReset: (account: string) => Promise<string | null>;
  livesMs: number;
  /** The name of a tenant as its people know it. */
  companyOf: (tenant: string) => Promise<string>;
};

/**
 * Who writes the mail: the token is made while the mail is handed over and stands nowhere but in the mail. It is behind a
 * “#”, which no browser sends to any server and no log keeps.
 */
export const resetLetters = (home: ResetHome): Letters => ({
  [resetKind]: async (tx, mail) => {
    const [company, token] = await Promise.all([home.companyOf(tx.actor.tenant), home.openReset(mail.aboutId)]);
    if (token === null) return { drop: "account-closed" };
    return {
      template: resetTemplate(mail.language),
      values: {
        person: { name: mail.toName },
        company: { name: company },
        reset: { link: `${home.publicUrl}/reset-password#${token}`, minutes: home.livesMs / 60_000 },
      },
    };
  },
});
