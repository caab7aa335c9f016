import type { TestHouse } from "#apps/testing/test-house.ts";
import { newId } from "#platform/clocks/chance.ts";
import { calendarText } from "#platform/mail/calendar.ts";

/** Mails of SAKURA in the states that people meet them in; each by its id. */
export type MailCast = { doubtful: string; parked: string; sent: string; planned: string };

const far = "2199-01-01T00:00:00.000Z";
const plan = {
  kind: "appointment-confirmed",
  audience: "customer",
  dealer: "SAKURA",
  aboutRecord: "appointment",
  aboutId: "0193a000-0000-7000-8000-00000000000a",
  toEmail: "sato@example.org",
  toName: "佐藤 花子",
  language: "ja",
  sequence: 0,
  sendAt: far,
  handOverCount: 0,
  refusalCount: 0,
};
export const aboutId = plan.aboutId;

/** The markup of a mail that tries what it must not do. */
const html = `<!doctype html><html><body style="background:#f3f4f6"><h1>ご予約の確認</h1>
  <p>2026年12月1日(火) 10:00</p><p>${"本文 ".repeat(900)}</p>
  <a href="https://marque.example/a/secret">ご予約の変更</a><img src="https://marque.example/seen.png" alt="logo">
  <script>top.document.title = "taken"</script></body></html>`;
const calendar = calendarText(
  {
    method: "REQUEST",
    uid: "one@marque.example",
    sequence: 1,
    startsAt: "2026-12-01T01:00:00.000Z",
    endsAt: "2026-12-01T02:30:00.000Z",
    zone: "Asia/Tokyo",
    summary: "車検 – Marque Sakura",
    description: "",
    location: "東京都世田谷区桜丘1-2-3",
    organizer: { name: "Marque", email: "a@marque.example" },
    attendee: { name: "佐藤 花子", email: "sato@example.org" },
    url: "",
  },
  "2026-11-23T00:00:00.000Z",
);

const written = { subject: "【Marque Sakura】ご予約の確認", html, text: "佐藤 花子 様\nご予約の確認", calendar };

/** Writes one mail and puts it into a state, as the sender would have left it. */
export async function putMail(house: TestHouse, status: string, said: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await house.put("mail", [{ ...plan, ...said, id, cause: id }]);
  await house.sql(
    `update mail set status = $2, message_id = id::text, hand_over_count = 1, release_due_at = null, sent_at = $3, final_at = $3 where id = $1`,
    [id, status, status === "sent" ? "2026-11-23T01:00:00Z" : null],
  );
  return id;
}

export const mailCastOf = async (house: TestHouse): Promise<MailCast> => ({
  doubtful: await putMail(house, "maybe-sent", { ...written, refusal: "421 connection closed", handOverCount: 1 }),
  parked: await putMail(house, "parked", { ...written, refusal: "550 no such mailbox here", handOverCount: 1 }),
  sent: await putMail(house, "sent", { ...written, refusal: "kept in the mailbox", handOverCount: 1 }),
  planned: await putMail(house, "planned", { kind: "appointment-reminder" }),
});
