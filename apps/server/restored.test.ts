import assert from "node:assert/strict";
import test from "node:test";
import pg from "pg";
import { eventsFindings } from "#apps/cli/findings-events.ts";
import { contacted, made } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { eventually } from "#platform/testing/eventually.ts";

/** Books a customer's visit, and waits until a mail tells of it. */
async function bookAndTell(house: TestHouse, email: string): Promise<void> {
  const advisor = await house.as("advisor@sakura.demo");
  const lead = await contacted(house, advisor, { email, language: "en" });
  const from = inDays(12).slice(0, 10);
  const { body } = await advisor.get<{ items: { startsAt: string }[] }>(
    `/service-slots?lead=${lead}&from=${from}&days=5`,
  );
  await made(advisor, lead, "book", { at: body.items[0]?.startsAt, remindCustomer: true });
  await eventually(`a mail for ${email}`, async () => {
    const mails = await house.sql("select from mail where to_email = $1 and kind like 'appointment%'", [email]);
    return mails.length > 0;
  });
}

/** The same, after which the house is left; it closes too where the mail never comes. */
const leftAfterTelling = (house: TestHouse, email: string): Promise<TestDatabase> =>
  bookAndTell(house, email).then(
    () => house.leave(),
    async (problem: unknown) => {
      await house.close();
      throw problem;
    },
  );

/** What a load leaves behind where the dump came from a server far ahead: its numbers. */
async function numberAhead({ config }: TestDatabase): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  for (const table of ["outbox", "listener"])
    await client.query(`update t_neo_jp.${table} set tx = (tx::text::numeric + 1000000000000)::text::xid8`);
  await client.end();
}

test("a house that was restored into a younger PostgreSQL is found by the doctor, and after a start its customers get their mails", async () => {
  const restored = await leftAfterTelling(await openTestHouse(), "anna@example.org");
  await numberAhead(restored);
  const [found] = await eventsFindings(restored.config);
  assert.equal(found?.isGood, false);
  assert.match(found?.line ?? "", /neo-jp.*not heard.*start it again/);

  const house = await openTestHouse(restored.name);
  await restored.drop();
  const mended = await leftAfterTelling(house, "boris@example.org");
  assert.deepEqual(
    (await eventsFindings(mended.config)).map(({ isGood }) => isGood),
    [true],
  );
  await mended.drop();
});

test("of a database that Marque was never started on the doctor says nothing of events", async () => {
  const empty = await freshDatabase();
  assert.deepEqual(await eventsFindings(empty.config), []);
  await empty.drop();
});
