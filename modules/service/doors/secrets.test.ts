import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { simpleParser } from "mailparser";
import { contacted, made } from "#apps/testing/lead-steps.ts";
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

type Appointment = { id: string; version: number; status: string; bay: unknown; isBesidePlan: boolean };
type Booked = { lead: string; appointment: Appointment };
async function booked(email: string): Promise<Booked> {
  const lead = await contacted(house, advisor, { email, language: "ja" });
  const told = (await made(advisor, lead, "book", { at: inDays(9), remindCustomer: true })) as unknown as Booked;
  return { lead, appointment: told.appointment };
}
const sentTo = (email: string): Promise<Buffer> =>
  eventually(`a mail to ${email}`, async () =>
    office.taken.find((bytes) => bytes.includes(`To: `) && bytes.includes(email)),
  );

test("what a customer's mail lets its reader do stands in no mail that anybody else can open", async () => {
  const email = "secret@customer.example";
  const { appointment } = await booked(email);
  const mail = await simpleParser(await sentTo(email));
  const [link = ""] = /http\S*\/appointments\/c\/[\w.-]+/.exec(String(mail.text)) ?? [];
  const answers = String(mail.replyTo?.value[0]?.address);
  assert.ok(link.length > 60 && answers.length > 60, "the customer can move it and answer");
  type Mails = { items: { id: string; toEmail: string }[] };
  for (const who of ["hq@neo.demo", "callcentre@neo.demo", "area-east@neo.demo", "advisor@sakura.demo"]) {
    const reader = await house.as(who);
    const { body } = await reader.get<Mails>(
      `/mails?filter[aboutId][eq]=${appointment.id}&filter[kind][eq]=appointment-confirmed`,
    );
    const ids = body.items.filter(({ toEmail }) => toEmail === email).map(({ id }) => id);
    assert.ok(ids.length > 0, who);
    for (const id of ids)
      for (const path of [`/mails/${id}`, `/mails/${id}/page`, `/mails/${id}/history`]) {
        const { status, text } = await reader.get(path);
        if (status === 404) continue;
        assert.equal(status, 200, path);
        for (const secret of [link, answers]) assert.ok(!text.includes(secret.slice(-24)), `${who} ${path}`);
      }
    const whole = await reader.get<{ text: string; calendar: string }>(`/mails/${ids[0]}`);
    assert.ok(
      whole.body.text?.includes("…") && whole.body.calendar?.includes("BEGIN:VEVENT"),
      "the rest of it is there",
    );
  }
  const pasted = { request: `日を変えられません ${link}`, customerNotes: `返信先 ${answers} です` };
  const lead = await contacted(house, advisor, pasted);
  for (const path of [`/aftersales-leads/${lead}`, `/aftersales-leads/${lead}/history`]) {
    const { text } = await advisor.get(path);
    for (const secret of [link, answers.split("@")[0] ?? ""])
      assert.ok(!text.includes(secret.slice(-24)), `what a customer pastes: ${path}`);
  }
  const kept = (await advisor.get<{ request: string; customerNotes: string }>(`/aftersales-leads/${lead}`)).body;
  assert.match(kept.request, /^日を変えられません http/);
  assert.match(kept.customerNotes, /^返信先 .*です$/);
});

test("nobody searches the long parts of mails by a filter or an order", async () => {
  for (const query of [
    "filter[text][contains]=http",
    "filter[html][empty]=false",
    "filter[calendar][contains]=UID",
    "sort=html",
  ])
    assert.equal((await advisor.get(`/mails?${query}`)).status, 422, query);
});

test("an appointment of a closed lead is not planned again", async () => {
  const lead = await contacted(house, advisor);
  const told = (await made(advisor, lead, "book", { at: inDays(0.02), remindCustomer: false })) as unknown as Booked;
  const { appointment } = told;
  await house.travel("PT30M"); // late in the evening that time is tomorrow, when nobody could have come today
  const came = await advisor.post<Appointment>(
    `/appointments/${appointment.id}/arrive`,
    {},
    { ifMatch: appointment.version },
  );
  assert.equal(came.status, 200, came.text);
  await made(advisor, lead, "close", { reason: "other", notes: "no" });
  const { body } = await advisor.get<Appointment>(`/appointments/${appointment.id}`);
  const again = await advisor.post<{ reason: string }>(
    `/appointments/${appointment.id}/correct`,
    {},
    { ifMatch: body.version },
  );
  assert.deepEqual([again.status, again.body.reason], [422, "lead-closed"]);
});

test("a bay or an advisor that is not the dealer's is refused by name, wherever one is wanted", async () => {
  const { lead, appointment } = await booked("bays@customer.example");
  const [foreign] = await house.sql<{ id: string }>("select id from service_bay where dealer = 'FUJI' limit 1");
  const [advisorOf] = await house.sql<{ id: string }>("select id from service_advisor where dealer = 'FUJI' limit 1");
  const unknown = "00000000-0000-7000-8000-000000000000";
  for (const wanted of [{ bay: foreign?.id }, { bay: unknown }, { advisor: advisorOf?.id }]) {
    const [field] = Object.keys(wanted);
    const plan = await advisor.post<{ reason: string; field: string }>("/appointments", {
      startsAt: inDays(8),
      name: "客",
      ...wanted,
    });
    assert.deepEqual([plan.status, plan.body.reason, plan.body.field], [422, "reference-unknown", field]);
    const { body: now } = await advisor.get<Appointment>(`/appointments/${appointment.id}`);
    const moved = await advisor.post<{ field: string }>(
      `/appointments/${appointment.id}/reschedule`,
      { startsAt: inDays(8), ...wanted },
      { ifMatch: now.version },
    );
    assert.deepEqual([moved.status, moved.body.field], [422, field]);
    const { body: read } = await advisor.get<{ version: number }>(`/aftersales-leads/${lead}`);
    const again = await advisor.post<{ field: string }>(
      `/aftersales-leads/${lead}/book`,
      { at: inDays(8), remindCustomer: false, ...wanted },
      { ifMatch: read.version },
    );
    assert.deepEqual([again.status, again.body.field], [422, field], again.text);
  }
});

test("the answer to a new appointment names its customer and its car", async () => {
  type Owned = { customer: string; vehicle: string };
  const [own] = await house.sql<Owned>(
    "select customer, vehicle from aftersales_lead where dealer = 'SAKURA' and customer is not null and vehicle is not null limit 1",
  );
  const made = await advisor.post<{ id: string; customer: unknown; vehicle: unknown }>("/appointments", {
    startsAt: inDays(12),
    name: "客",
    ...own,
  });
  assert.equal(made.status, 201, made.text);
  const read = await advisor.get<{ customer: unknown; vehicle: unknown }>(`/appointments/${made.body.id}`);
  assert.ok(made.body.customer && made.body.vehicle);
  assert.deepEqual([made.body.customer, made.body.vehicle], [read.body.customer, read.body.vehicle]);
});
