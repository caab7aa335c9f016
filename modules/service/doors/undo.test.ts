import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";

let office: PostOffice;
let house: TestHouse;
let advisor: Voice;
before(async () => {
  office = await openPostOffice();
  house = await openTestHouse(undefined, { SMTP_URL: office.url });
  advisor = await house.as("advisor@sakura.demo");
});
after(async () => {
  await house.close();
  await office.close();
});

type Shown = { id: string; version: number; startsAt: string; work: string };
type Free = { items: { startsAt: string }[] };

/** An appointment of which customer and dealer were told, and where else it could be. */
async function told(email: string, days: number): Promise<{ one: Shown; free: string[] }> {
  const query = `dealer=SAKURA&from=${inDays(days).slice(0, 10)}&days=14&work=inspection`;
  const free = (await advisor.get<Free>(`/service-slots?${query}`)).body.items.map(({ startsAt }) => startsAt);
  const plan = { name: "山田", email, remindCustomer: true, work: "inspection", startsAt: free[0] };
  const { status, body, text } = await advisor.post<Shown>("/appointments", plan);
  assert.equal(status, 201, text);
  await sent(body.id, ["appointment-confirmed"]);
  return { one: body, free };
}

async function act(id: string, move: string, asked: object = {}): Promise<void> {
  const { body } = await advisor.get<Shown>(`/appointments/${id}`);
  const { status, text } = await advisor.post(`/appointments/${id}/${move}`, asked, { ifMatch: body.version });
  assert.equal(status, 200, text);
}

type Mail = { kind: string; status: string; audience: string; at: number };
const mailsOf = (id: string): Promise<Mail[]> =>
  house.sql<Mail>("select kind, status, audience, sequence as at from mail where about_id = $1 order by id", [id]);

/** Waits until customer and dealer got one mail of each kind, and sees that they got nothing else. */
async function sent(id: string, kinds: readonly string[]): Promise<void> {
  const wanted = kinds.flatMap((kind) => [`${kind} customer`, `${kind} dealer`]).sort();
  await eventually(`${kinds.join()} have gone`, async () => {
    const gone = (await mailsOf(id)).filter(({ status }) => status === "sent");
    return gone.length >= wanted.length;
  });
  const gone = (await mailsOf(id)).filter(({ status }) => status === "sent");
  assert.deepEqual(gone.map(({ kind, audience }) => `${kind} ${audience}`).sort(), wanted);
}

/** Waits until the mails are those that the appointment's version number `at` needs. */
const followed = (id: string, at: number) =>
  eventually(`the mails follow version ${at}`, async () =>
    (await mailsOf(id)).some((mail) => mail.at === at && mail.status === "planned"),
  );

test("a move that is undone within ten seconds tells nobody, and the reminder is for the old time", async () => {
  const email = "undone@example.org";
  const { one, free } = await told(email, 12);
  await act(one.id, "reschedule", { startsAt: free[8], work: "inspection" });
  await followed(one.id, 1);
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "inspection" });
  await followed(one.id, 2);
  const open = (await mailsOf(one.id)).filter(({ status }) => status === "planned");
  assert.deepEqual(
    open.map(({ kind, at }) => `${kind} ${at}`),
    ["appointment-reminder 2", "appointment-reminder 2"],
  );
  await house.travel("PT11S");
  const before = office.taken.length;
  await act(one.id, "cancel", { by: "customer" });
  await sent(one.id, ["appointment-confirmed", "appointment-cancelled"]);
  assert.equal(office.taken.length, before + 2);
});

test("a move that nobody undoes is told to both once, ten seconds later", async () => {
  const { one, free } = await told("moved@example.org", 13);
  const before = office.taken.length;
  await act(one.id, "reschedule", { startsAt: free[9], work: "inspection" });
  await followed(one.id, 1);
  assert.equal(office.taken.length, before);
  await house.travel("PT11S");
  await sent(one.id, ["appointment-confirmed", "appointment-moved"]);
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "inspection" });
  await followed(one.id, 2);
  const open = (await mailsOf(one.id)).filter(({ status }) => status === "planned");
  assert.equal(open.filter(({ kind }) => kind === "appointment-moved").length, 2, "back after the mail is news again");
});

test("another kind of work at the same time is told, and taking it back in time is not", async () => {
  const { one } = await told("work@example.org", 14);
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "oil-change" });
  await followed(one.id, 1);
  const moved = (await mailsOf(one.id)).filter(
    ({ kind, status }) => kind === "appointment-moved" && status === "planned",
  );
  assert.equal(moved.length, 2);
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "inspection" });
  await followed(one.id, 2);
  const open = (await mailsOf(one.id)).filter(({ status }) => status === "planned");
  assert.deepEqual(new Set(open.map(({ kind }) => kind)), new Set(["appointment-reminder"]));
});
