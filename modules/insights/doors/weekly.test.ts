import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { type ParsedMail, simpleParser } from "mailparser";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { now } from "#platform/clocks/clock.ts";
import { isLanguage } from "#platform/http/languages.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { sheetWords } from "../sheet-pdf.words.ts";
import { planWeekly } from "../weekly-plan.ts";

let house: TestHouse;
let office: PostOffice;
before(async () => {
  office = await openPostOffice();
  const MARQUE_URL = "https://marque.neo.example";
  house = await openTestHouse(undefined, { SMTP_URL: office.url, MAIL_FROM: "Neo <neo@neo.example>", MARQUE_URL });
  // One dealer far from the others' clocks, before anything is planned for it.
  await house.sql("update dealer set zone = 'Asia/Yekaterinburg' where code = 'FUJI'");
  await house.sql("truncate mail cascade");
  await house.travel("PT24H");
});
after(async () => {
  await house.close();
  await office.close();
});

type Planned = { email: string; role: string; zone: string; send_at: string; status: string; because: string | null };
/** Every weekly mail with whom it is for, and the zone in which seven o'clock counts for them. */
const planned = (): Promise<Planned[]> =>
  house.sql<Planned>(
    `select m.to_email as email, p.role, m.send_at, m.status, m.because, case p.role when 'hq' then (select zone from dealer where code = 'SAKURA')
        when 'store-manager' then (select zone from dealer where code = p.dealer)
        else (select zone from dealer where region = p.region order by code limit 1) end as zone
      from mail m join staff s on s.email = m.to_email join staff_profile p on p.staff = s.id where m.kind = 'weekly-numbers' order by m.send_at, 1`,
  );
const wall = (at: string, zone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(Date.parse(at));
const mails = async (): Promise<ParsedMail[]> =>
  (await Promise.all(office.taken.map((bytes) => simpleParser(bytes)))).filter(({ text }) =>
    text?.includes("/numbers"),
  );
const addressOf = ({ to }: ParsedMail): string => (to && !Array.isArray(to) ? (to.value[0]?.address ?? "") : "");
/** Travels to noon (UTC) of the next Monday that is planned, when it is past seven everywhere here. */
async function toMonday(): Promise<string> {
  const [next] = (await planned()).filter(({ status }) => status === "planned").slice(-1);
  assert.ok(next);
  const monday = new Intl.DateTimeFormat("sv-SE", { timeZone: next.zone }).format(Date.parse(next.send_at));
  const seconds = Math.ceil((Date.parse(`${monday}T12:00:00Z`) - Date.parse(now())) / 1000);
  await house.travel(`PT${seconds}S`);
  await eventually("nothing waits", async () =>
    (await planned()).every(
      ({ status, send_at }) => status === "sent" || status === "dropped" || Date.parse(send_at) > Date.parse(now()),
    ),
  );
  return monday;
}
const daysFrom = (monday: string, days: number): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

type Rate = { part: number; of: number };
type Told = { total: { rates: Rate[] } };

test("one mail is planned for every manager, at seven on Monday of their own dealers, and none for anybody else", async () => {
  const rows = await planned();
  const managers = await house.sql<{ email: string }>(
    "select s.email from staff s join staff_profile p on p.staff = s.id where p.role in ('hq', 'area-manager', 'store-manager') order by 1",
  );
  assert.deepEqual(
    rows.map(({ email }) => email).sort(),
    managers.map(({ email }) => email),
  );
  assert.ok(new Set(rows.map(({ role }) => role)).size === 3 && new Set(rows.map(({ zone }) => zone)).size === 2);
  for (const { email, zone, send_at } of rows) assert.equal(wall(send_at, zone), "Monday 07:00", email);
  assert.ok(rows.every(({ send_at }) => Date.parse(send_at) > Date.parse(now())));
});

test("asked again, and again at once, nothing more is planned", async () => {
  const { length } = await planned();
  const tenant = { code: "neo-jp", schema: "t_neo_jp", defaultDealer: "SAKURA" };
  const again = house.connect(4);
  const day = now().slice(0, 10);
  await Promise.all([1, 2, 3, 4].map(() => planWeekly(again, tenant, day)));
  await again.close();
  assert.equal((await planned()).length, length);
});

test("on two Mondays each manager gets one mail a week with the numbers of their own page; who left gets none", async () => {
  const all = (await planned()).map(({ email }) => email);
  await house.sql("update staff set is_active = false where email = 'manager@fuji.demo'");
  const staying = all.filter((email) => email !== "manager@fuji.demo").sort();
  const told = async (): Promise<string[]> =>
    (await mails())
      .map(addressOf)
      .filter((email) => all.includes(email))
      .sort();
  const monday = await toMonday();
  assert.deepEqual(await told(), staying);
  const left = (await planned()).filter(({ email }) => email === "manager@fuji.demo");
  assert.deepEqual(
    left.map(({ status, because }) => [status, because]),
    [["dropped", "no-recipient-any-more"]],
  );
  for (const email of ["manager@sakura.demo", "area-east@neo.demo", "hq@neo.demo"]) await agrees(email, monday);
  await toMonday();
  assert.deepEqual(await told(), [...staying, ...staying].sort());
  assert.equal(new Set(office.messageIds()).size, office.taken.length);
});

/** The mail to somebody tells what the page tells them: the week before that Monday, and sixty days. */
async function agrees(email: string, monday: string): Promise<void> {
  const mail = (await mails()).find((one) => addressOf(one) === email);
  const voice = await house.as(email);
  const { user } = (await voice.get<{ user: { language: string } }>("/me")).body;
  assert.ok(mail?.text && isLanguage(user.language));
  const { percent, number, t } = sheetWords(user.language);
  const path = "/numbers/aftersales-leads";
  const week = `${path}?from=${daysFrom(monday, -7)}&to=${daysFrom(monday, -1)}`;
  for (const asked of [path, week]) {
    const { body } = await voice.get<Told>(asked);
    for (const { part, of } of body.total.rates) {
      const said = `${percent(of === 0 ? null : part / of)} (${number(part)} / ${number(of)})`;
      assert.ok(mail.text.includes(said), `${email}, ${asked}: ${said} in ${mail.text}`);
    }
  }
  assert.ok(mail.text.includes("https://marque.neo.example/numbers"));
  assert.ok(mail.text.includes(t("numbers.weekly.ending")));
  assert.doesNotMatch(`${mail.subject}${mail.text}`, /numbers\.|\{/);
}

test("a manager who does not want the mail gets none until they want it again, and nobody says so for anybody else", async () => {
  const path = "/numbers/weekly-mail";
  const manager = await house.as("manager@sakura.demo");
  const statusOf = async (): Promise<unknown[]> => {
    const [last] = (await planned())
      .filter(({ email, send_at }) => email === "manager@sakura.demo" && Date.parse(send_at) < Date.parse(now()))
      .slice(-1);
    return [last?.status, last?.because];
  };
  assert.deepEqual((await manager.get(path)).body, { isWanted: true });
  assert.equal((await (await house.as("advisor@sakura.demo")).post(path, { isWanted: false })).status, 403);
  assert.equal((await manager.post(path, { isWanted: "no" })).status, 422);
  for (const again of [1, 2]) assert.equal((await manager.post(path, { isWanted: false })).status, 200, `${again}`);
  assert.deepEqual((await manager.get(path)).body, { isWanted: false });
  for (const email of ["hq@neo.demo", "area-east@neo.demo"]) {
    const other = await house.as(email);
    assert.deepEqual((await other.get(path)).body, { isWanted: true }, email);
    for (const isWanted of [false, true]) {
      assert.deepEqual((await other.post(path, { isWanted })).body, { isWanted });
      assert.deepEqual((await other.get(path)).body, { isWanted }, `${email} is told what they wished`);
    }
  }
  await toMonday();
  assert.deepEqual(await statusOf(), ["dropped", "no-recipient-any-more"]);
  await manager.post(path, { isWanted: true });
  await house.travel("P1D"); // what is done once a day plans the next one
  await toMonday();
  assert.deepEqual(await statusOf(), ["sent", null]);
});

test("nothing of such a mail is kept, and colleagues find no trace of it", async () => {
  const kept = await house.sql(
    "select 1 from mail where kind = 'weekly-numbers' and (subject is not null or text is not null)",
  );
  assert.equal(kept.length, 0);
  const advisor = await house.as("advisor@sakura.demo");
  assert.doesNotMatch((await advisor.get("/mails?limit=200")).text, /weekly-numbers/);
});
