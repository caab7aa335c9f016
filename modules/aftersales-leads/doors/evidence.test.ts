import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { desks } from "#apps/server/routes.ts";
import { arrive, contacted, made, readLead, type Told } from "#apps/testing/lead-steps.ts";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { rebuild } from "#platform/counts/add-up.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
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

type Evident = Told & {
  evidence: string | null;
  visitedAt: string | null;
  appointment: { id: string; version: number };
};
const read = async (id: string): Promise<Evident> => (await readLead(advisor, id)) as unknown as Evident;
const becomes = (id: string, evidence: string): Promise<Evident> =>
  eventually(`the contact is ${evidence}`, async () => {
    const lead = await read(id);
    return lead.evidence === evidence ? lead : undefined;
  });

test("a ticked box is declared, a mail that left makes it logged, and the customer's answer confirmed", async () => {
  const { id: fresh } = await arrive(house);
  assert.equal((await read(fresh)).evidence, null);
  const id = await contacted(house, advisor, { email: "evident@example.org", language: "ja" });
  assert.equal((await read(id)).evidence, "declared");
  await made(advisor, id, "book", { at: inDays(9), remindCustomer: true });
  const logged = await becomes(id, "logged");
  assert.ok(logged.isFirstContactInTime, "the service level is what it was");
  const book = desks.find(({ record }) => record.name === "appointment");
  assert.ok(book);
  await house.database.as(asSystem({ code: "neo-jp", schema: "t_neo_jp" }, "the customer's calendar answers"), (tx) =>
    makeByProgram(tx, book, logged.appointment.id, "accept"),
  );
  await becomes(id, "confirmed");
});

test("what the dealer presses confirms nothing", async () => {
  const id = await contacted(house, advisor);
  await made(advisor, id, "book", { at: inDays(3), remindCustomer: false });
  const { appointment } = await read(id);
  const moved = await advisor.post(
    `/appointments/${appointment.id}/reschedule`,
    { startsAt: inDays(4) },
    { ifMatch: appointment.version },
  );
  assert.equal(moved.status, 200, moved.text);
  await house.travel("P4DT1H");
  const now = await read(id);
  const came = await advisor.post(
    `/appointments/${now.appointment.id}/arrive`,
    {},
    { ifMatch: now.appointment.version },
  );
  assert.equal(came.status, 200, came.text);
  const visited = await eventually("the visit is stamped", async () => {
    const lead = await read(id);
    return lead.visitedAt === null ? undefined : lead;
  });
  assert.equal(visited.evidence, "declared");
});

test("a dealer who only ticks boxes has every contact declared and none confirmed", async () => {
  type Numbers = { total: { counts: Record<string, number> } };
  const fuji = await house.as("advisor@fuji.demo");
  await house.sql(
    "update aftersales_lead set evidence = case when attempts = '[]' then null else 'declared' end where dealer = 'FUJI'",
  );
  await rebuild(house.database, { code: "neo-jp", schema: "t_neo_jp" }, aftersalesLead as unknown as Counted);
  const { body } = await fuji.get<Numbers>("/numbers/aftersales-leads");
  const { contacted: all = 0, logged, confirmed } = body.total.counts;
  assert.ok(all > 50);
  assert.deepEqual([logged, confirmed], [0, 0]);
});
