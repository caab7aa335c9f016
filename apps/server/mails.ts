import type pg from "pg";
import { consentsNow } from "#modules/customers/customer.queries.ts";
import { withdrawConsent } from "#modules/customers/withdraw-consent.ts";
import { hearing } from "#modules/mails/hear.ts";
import { MailSender } from "#modules/mails/sender.ts";
import type { Withdraw } from "#modules/mails/unsubscribe.routes.ts";
import { profilesOf } from "#modules/network/staff.queries.ts";
import { appointmentLink } from "#modules/service/link/link-token.ts";
import { planResets } from "#modules/sign-in/plan-resets.ts";
import { allTenants, openDoor, openReset, resetLivesMs, tenantOf } from "#platform/accounts/index.ts";
import type { Database } from "#platform/db/database.ts";
import { domainOf } from "#platform/mail/address.ts";
import { openInbound } from "#platform/mail/inbound.ts";
import { replyAddress } from "#platform/mail/reply-address.ts";
import { mailbox, smtp } from "#platform/mail/transport.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import type { WorkRoom } from "#platform/workers/index.ts";
import { hearers, letters } from "./routes.ts";
import { say } from "./say.ts";
import { demoSender, type MailSettings } from "./settings-mail.ts";

export type MailChoice = { isProduction: boolean; host: string; secret: string; mail?: MailSettings };
export type Mails = { stop(): Promise<void> };

/** One click ends marketing; the channel itself stays as the customer said, for mails about what they asked us. */
export const withdrawMarketing: Withdraw = (tx, said) =>
  withdrawConsent(tx, { ...said, purpose: "directMarketing", source: "unsubscribe link" });

/** Mails begin to leave, and answers to be heard. Production without a mail server sends nothing. */
export async function openMails(
  choice: MailChoice,
  house: { config: pg.PoolConfig; db: Database; address: string; room: WorkRoom },
): Promise<Mails> {
  const settings = choice.mail ?? { smtp: null, from: demoSender, inPort: null, publicUrl: null };
  const { from } = settings;
  const db = house.db.paced("background");
  const door = openDoor(db.pool);
  const tenants = () => allTenants(door);
  const transport = settings.smtp ? smtp(settings.smtp) : choice.isProduction ? null : mailbox();
  const home = { domain: domainOf(from.email), secret: choice.secret };
  const publicUrl = settings.publicUrl ?? house.address;
  const desk = {
    writer: new MailWriter(house.room, say),
    letters: letters({
      publicUrl,
      replyAddress: (id, recipient) => replyAddress(home, { kind: "appointment", id }, recipient),
      openReset: (account) => openReset(door, account),
      livesMs: resetLivesMs,
      companyOf: async (code) => (await tenantOf(door, code))?.name ?? code,
      customerLink: (link) => appointmentLink({ publicUrl, secret: choice.secret }, link),
    }),
    agreesToMarketing: async (tx: Parameters<Withdraw>[0], customer: string) => {
      const consents = (await consentsNow(tx, [customer])).get(customer);
      return consents?.directMarketing === true && consents.email;
    },
    from,
    secret: choice.secret,
    publicUrl,
    keepsSecrets: settings.smtp === null,
  };
  const plan = () => planResets({ db, door, profilesOf });
  const sender = transport && new MailSender({ config: house.config, tenants, desk, transport, plan, say });
  const hear = hearing(db, tenants, hearers);
  const inbound =
    settings.inPort === null
      ? null
      : await openInbound({ ...home, port: settings.inPort, host: choice.host, hear, room: house.room });
  sender?.start();
  return {
    stop: async () => {
      await inbound?.close();
      await sender?.stop();
    },
  };
}
