import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { openTestHouse } from "#apps/testing/test-house.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { type Appointment, type LinkGround, linkGroundOf, times, tokenOf } from "../doors/link-steps.ts";

let office: PostOffice;
let ground: LinkGround;
before(async () => {
  office = await openPostOffice();
  ground = await linkGroundOf(await openTestHouse(undefined, { SMTP_URL: office.url }));
});
after(async () => {
  await ground.house.close();
  await office.close();
});

type Mail = { kind: string; status: string; at: number };
const mailsTo = (id: string): Promise<Mail[]> =>
  ground.house.sql<Mail>(
    "select kind, status, sequence as at from mail where about_id = $1 and audience = 'customer' order by id",
    [id],
  );
const told = (id: string, kind: string) =>
  eventually(`${kind} has gone`, async () =>
    (await mailsTo(id)).some((mail) => mail.kind === kind && mail.status === "sent"),
  );
/** Waits until the mails are those that the appointment's version number `at` needs. */
const followed = (id: string, at: number) =>
  eventually(`the mails follow version ${at}`, async () =>
    (await mailsTo(id)).some((mail) => mail.at === at && mail.status === "planned"),
  );

async function act(id: string, move: string, asked: object): Promise<Appointment> {
  const { version } = await ground.read(id);
  const { status, text } = await ground.advisor.post(`/appointments/${id}/${move}`, asked, { ifMatch: version });
  assert.equal(status, 200, text);
  return ground.read(id);
}

/** An appointment whose customer was told, and that was moved and moved back before word of it left. */
async function undone(): Promise<Appointment> {
  const one = await ground.planned();
  await told(one.id, "appointment-confirmed");
  const other = (await ground.freeTimes(12)).at(8);
  await act(one.id, "reschedule", { startsAt: other, work: "inspection" });
  await followed(one.id, 1);
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "inspection" });
  await followed(one.id, 2);
  return one;
}

test("after an undone move the link of the mail that was sent still moves the appointment, once", async () => {
  const one = await undone();
  const token = tokenOf(one);
  const page = await ground.ask(token);
  assert.equal(page.status, 200);
  const wish = times(page.page).at(-1) ?? "";
  assert.equal((await ground.move(token, wish)).status, 200);
  const moved = await ground.read(one.id);
  assert.deepEqual([moved.startsAt, moved.sequence], [wish, 3]);
  assert.equal((await ground.move(token, wish)).status, 200, "the same button pressed twice is one wish");
  assert.equal((await ground.read(one.id)).version, moved.version);
  assert.equal((await ground.ask(token)).status, 410);
});

test("after an undone move the link of the mail that was sent still cancels, once", async () => {
  const one = await undone();
  const token = tokenOf(one);
  assert.equal((await ground.cancel(token)).status, 200);
  assert.equal((await ground.read(one.id)).status, "cancelled");
  assert.equal((await ground.cancel(token)).status, 200);
  assert.equal((await ground.ask(token)).status, 410);
});

test("a link is used while a move waits to be told, once it was told, and for whoever had the address before", async () => {
  const one = await undone();
  const other = (await ground.freeTimes(12)).at(12);
  await act(one.id, "reschedule", { startsAt: other, work: "inspection" });
  await followed(one.id, 3);
  assert.equal((await ground.ask(tokenOf(one))).status, 410);
  await ground.house.travel("PT11S");
  await told(one.id, "appointment-moved");
  await act(one.id, "reschedule", { startsAt: one.startsAt, work: "inspection" });
  assert.equal((await ground.ask(tokenOf(one))).status, 410, "the last mail told another time");

  const second = await undone();
  const { version } = await ground.read(second.id);
  const edit = { email: "new@example.org" };
  const { status, text } = await ground.advisor.patch(`/appointments/${second.id}`, edit, { ifMatch: version });
  assert.equal(status, 200, text);
  assert.equal((await ground.ask(tokenOf(second))).status, 410);
});
