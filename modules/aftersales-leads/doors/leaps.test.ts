import assert from "node:assert/strict";
import test from "node:test";
import { arrive, booked, contacted, demoVin, made } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";

/** A mail server that is away: when a mail is taken depends on no clock that can be turned, and its leads would show it. */
const noMails = { SMTP_URL: "smtp://127.0.0.1:9" };

/** Leads that wait for each of the clocks, those of the demo beside them. */
async function openLeads(house: TestHouse): Promise<void> {
  const advisor = await house.as("advisor@sakura.demo");
  await arrive(house);
  await contacted(house, advisor);
  await booked(house, advisor, 90);
  const sold = await contacted(house, advisor);
  await made(advisor, sold, "sell", { vin: demoVin, notes: "oil" });
  for (const days of [1, 33, 99]) {
    const id = await contacted(house, advisor, { vin: demoVin });
    await made(advisor, id, "recontact", { at: inDays(days) });
  }
}

/** Every lead and its history without what chance gives: a lead opened by the clock is told by its master. */
async function everyRow(house: TestHouse): Promise<Record<string, unknown[]>> {
  const lead = "case when l.is_recontact and l.created_at > $1 then 'after ' || l.master_lead else l.id::text end";
  const [start] = await house.sql<{ at: string }>(
    "select max(created_at) as at from aftersales_lead where not is_recontact",
  );
  const leads = await house.sql(`select ${lead} as lead, to_jsonb(l) - 'id' as row from aftersales_lead l order by 1`, [
    start?.at,
  ]);
  const history = await house.sql(
    `select ${lead} as lead, h.version, h.at, h.move, h.user_name, h.field, h.old_value, h.new_value
      from aftersales_lead_history h join aftersales_lead l on l.id = h.record_id order by 1, h.version, h.field, h.at`,
    [start?.at],
  );
  const told = await house.sql(
    `select ${lead} as lead, o.version, o.at, o.event, o.dealers from outbox o join aftersales_lead l on l.id::text = o.record_id order by 1, o.version, o.at`,
    [start?.at],
  );
  return { leads, history, told };
}

test("a leap of a hundred days leaves the same rows as a hundred leaps of one day", async () => {
  const first = await openTestHouse(undefined, noMails);
  await openLeads(first);
  const template = await first.leave();
  const leap = await openTestHouse(template.name, noMails);
  const { done } = await leap.travel("P100D");
  assert.ok(done > 100, `${done} moves were due`);
  const atOnce = await everyRow(leap);
  await leap.close();
  const days = await openTestHouse(template.name, noMails);
  for (let day = 0; day < 100; day += 1) await days.travel("P1D");
  const dayByDay = await everyRow(days);
  await days.close();
  await template.drop();
  for (const [what, rows] of Object.entries(atOnce)) {
    assert.ok(rows.length > 100, what);
    assert.equal(dayByDay[what]?.length, rows.length, what);
    for (const [i, row] of rows.entries()) assert.deepEqual(dayByDay[what]?.[i], row, what);
  }
});
