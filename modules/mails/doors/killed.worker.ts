/** A process that sends mails until it is killed. Takes where from and where to as JSON, its only argument. */
import { mailbox, smtp, smtpPlaceOf } from "#platform/mail/transport.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import { WorkRoom } from "#platform/workers/index.ts";
import "#platform/testing/pinned-clock.ts";
import { MailSender } from "../sender.ts";

const { config, url, tenant } = JSON.parse(process.argv[2] ?? "{}");
const place = smtpPlaceOf(url);
const writer = new MailWriter(new WorkRoom());
await writer.tried("nobody", { subject: "", body: "<mjml><mj-body></mj-body></mjml>" }, null); // loaded while it stands by
new MailSender({
  config: { ...config, application_name: `sender ${process.pid}` },
  tenants: async () => [tenant],
  transport: place ? smtp(place) : mailbox(),
  pauseMs: 100,
  desk: {
    writer,
    letters: {
      "appointment-confirmed": async (_tx, { toName }) => ({
        values: {
          customer: { name: toName },
          dealer: { name: "Alder", phone: null, street: "1-2-3", city: "Tokyo" },
          appointment: { when: "2026-12-01 10:00", day: "2026-12-01", time: "10:00" },
        },
      }),
    },
    agreesToMarketing: async () => false,
    from: { name: "Alder", email: "service@alder.example" },
    secret: "a secret of the tests, long enough",
    publicUrl: "http://127.0.0.1:1",
    keepsSecrets: true,
  },
}).start();
