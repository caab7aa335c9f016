import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { aftersalesLead, consentPurposes as leadPurposes } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { consentPurposes, normalisePhone } from "#modules/customers/index.ts";
import { normaliseVin } from "#modules/vehicles/index.ts";
import { isFinalAt } from "#platform/moves/decide.ts";
import type { Values } from "./rows.ts";
import { demoAccounts, markets, type TenantWorld, worldOf } from "./world.ts";

const now = "2026-11-22T23:30:00.000Z";
/** The evening before the dealers in Japan are closed for days. */
const closedWeek = "2026-12-31T09:30:00.000Z";
const world = worldOf(now);
const japan = world[0] as TenantWorld;
const rowsOf = (tenant: TenantWorld, record: string): Values[] =>
  tenant.tables.find((table) => table.record.name === record)?.rows ?? [];
const leads = rowsOf(japan, "aftersales-lead");
const at = (code: string): Values[] => leads.filter(({ dealer }) => dealer === code);
const count = (lead: Values): number => (lead.attempts as unknown[]).length;

test("the world of the same moment is the same in every build", () => {
  assert.equal(JSON.stringify(worldOf(now)), JSON.stringify(world));
});

test("the world of another moment stands relative to that moment", () => {
  const later = worldOf("2027-03-01T02:00:00.000Z");
  const newest = rowsOf(later[0] as TenantWorld, "aftersales-lead")
    .map(({ createdAt }) => String(createdAt))
    .sort()
    .at(-1);
  assert.ok(newest !== undefined && newest > "2027-02-28T00:00:00.000Z" && newest < "2027-03-01T02:00:00.000Z", newest);
});

test("three regions, twelve dealers and five thousand leads are Japan's; Europe has its own", () => {
  assert.deepEqual([rowsOf(japan, "region").length, rowsOf(japan, "dealer").length, leads.length], [3, 12, 5000]);
  assert.deepEqual(
    world.map(({ tenant }) => tenant.code),
    ["neo-jp", "neo-eu"],
  );
  assert.equal(rowsOf(world[1] as TenantWorld, "aftersales-lead").length, 500);
});

test("every state and every closing reason was reached at both dealers of the guides", () => {
  for (const code of ["SAKURA", "FUJI"]) {
    const states = new Set(at(code).map(({ status }) => status));
    assert.deepEqual([...states].sort(), Object.keys(aftersalesLead.states ?? {}).sort(), code);
  }
  const reasons = rowsOf(japan, "list-entry")
    .filter(({ list }) => list === "no-sale-reason")
    .map((entry) => entry.code);
  const used = new Set(leads.map(({ closingReason }) => closingReason));
  assert.deepEqual(
    reasons.filter((reason) => !used.has(reason)),
    [],
  );
});

test("no view of SAKURA or FUJI is empty", () => {
  const views: Record<string, (lead: Values) => boolean> = {
    "my-work-now": (lead) => !isFinalAt(aftersalesLead, lead, now),
    "assigned-to-dealer": ({ status }) => status === "assigned",
    "closed-with-sale": ({ status }) => status === "closed-with-sale" || status === "booked",
    "closed-without-sale": ({ closingReason }) => closingReason !== null,
    "in-progress": (lead) => lead.status === "assigned" && count(lead) > 0,
    "sales-lost": ({ status }) => status === "sales-lost",
    unmanaged: (lead) => lead.status === "assigned" && count(lead) === 0,
  };
  assert.deepEqual(Object.keys(views).sort(), Object.keys(aftersalesLead.list.views).sort());
  for (const code of ["SAKURA", "FUJI"])
    for (const [view, shows] of Object.entries(views)) assert.ok(at(code).some(shows), `${view} at ${code}`);
});

test("leads are overdue and in time, booked ahead and long ago, planned for re-contact and opened again", () => {
  const some = (what: string, is: (lead: Values) => boolean) => assert.ok(at("SAKURA").some(is), what);
  const open = (lead: Values): boolean => !isFinalAt(aftersalesLead, lead, now);
  some("first contact overdue", (lead) => open(lead) && count(lead) === 0 && lead.isFirstContactInTime === false);
  some("first contact still in time", (lead) => open(lead) && count(lead) === 0 && lead.isFirstContactInTime === null);
  some("an appointment to come", (lead) => lead.status === "booked" && open(lead) && String(lead.appointmentAt) > now);
  some(
    "an appointment that passed",
    (lead) => lead.status === "booked" && open(lead) && String(lead.appointmentAt) < now,
  );
  some("booked and final", (lead) => lead.status === "booked" && !open(lead));
  some("a re-contact to come", (lead) => lead.recontactDueAt !== null);
  some("opened by a re-contact", (lead) => lead.isRecontact === true && lead.masterLead !== null);
  some("five attempts", (lead) => count(lead) === 5);
  some("a phone that cannot be read", (lead) => (lead.unrecognised as string[]).includes("phone"));
  some("a duplicate", (lead) => lead.closingReason === "duplicate");
});

test("names stand in four scripts, and Japanese ones with their reading", () => {
  const names = rowsOf(japan, "customer").map(({ name }) => String(name));
  for (const script of ["Han", "Katakana", "Cyrillic", "Latin"]) {
    const isIn = new RegExp(`\\p{Script=${script}}`, "u");
    const found = script === "Katakana" ? rowsOf(japan, "customer").map((row) => String(row.lastNameReading)) : names;
    assert.ok(found.filter((name) => isIn.test(name)).length > 20, script);
  }
  const unread = rowsOf(japan, "customer").filter((row) => row.language === "ja" && row.lastNameReading === null);
  assert.equal(unread.length, 0);
});

test("nothing happened in the future, and every lead's history tells its versions in order", () => {
  const table = japan.tables.find(({ record }) => record.name === "aftersales-lead");
  const byLead = Map.groupBy(table?.history ?? [], ({ recordId }) => recordId);
  for (const lead of leads) {
    const lines = byLead.get(String(lead.id)) ?? [];
    assert.ok(
      lines.every((line, n) => line.at < now && (lines[n - 1]?.at ?? "") <= line.at),
      String(lead.id),
    );
    assert.equal(lines.at(0)?.field, "created");
    assert.ok(lines.every(({ version }) => version <= Number(lead.version)));
    const said = lines.findLast(({ field }) => field === "status");
    assert.equal(said?.newValue ?? "assigned", lead.status);
  }
});

function assertMails(tenant: TenantWorld, at: string): void {
  const mails = rowsOf(tenant, "mail");
  const some = (status: string) => mails.filter((mail) => mail.status === status);
  assert.deepEqual([some("maybe-sent").length, some("parked").length, some("due").length], [1, 1, 0]);
  assert.match(String(some("parked")[0]?.refusal), /^550/);
  assert.ok(some("sent").every(({ sentAt }) => String(sentAt) <= at));
  assert.ok(some("planned").every((mail) => mail.kind === "appointment-reminder" && String(mail.sendAt) > at));
  for (const status of ["sent", "planned"]) assert.ok(some(status).length > 5, status);
  assert.equal(new Set(mails.map(({ cause }) => cause)).size, mails.length);
}

test("of each company one mail may have been sent, one is set aside with the reason, and reminders wait for their day", () => {
  for (const tenant of world) assertMails(tenant, now);
  for (const tenant of worldOf(closedWeek)) assertMails(tenant, closedWeek);
});

test("phones of dealers and customers are real numbers, and cars have VINs or frame numbers", () => {
  for (const tenant of world) {
    for (const row of [...rowsOf(tenant, "dealer"), ...rowsOf(tenant, "customer")]) {
      if (row.phone !== null)
        assert.deepEqual(normalisePhone(String(row.phone), null), { value: row.phone, isRecognised: true });
    }
    for (const row of rowsOf(tenant, "vehicle")) {
      assert.deepEqual(normaliseVin(String(row.vin)), { value: row.vin, kind: row.vinKind, isRecognised: true });
    }
  }
});

test("the consents of a lead are those of a customer", () => {
  assert.deepEqual(leadPurposes, consentPurposes);
});

test("the demo offers one card for each role, and the people of the guides exist", () => {
  const emails = world.flatMap((tenant) => rowsOf(tenant, "staff").map(({ email }) => String(email)));
  assert.equal(new Set(emails).size, emails.length);
  for (const { email } of demoAccounts) assert.ok(emails.includes(email), email);
  const twoHats = rowsOf(japan, "staff").find(({ email }) => email === "twohats@sakura.demo");
  const hats = rowsOf(japan, "staff-profile").filter(({ staff }) => staff === twoHats?.id);
  assert.deepEqual(
    hats.map(({ role, dealer }) => [role, dealer]),
    [
      ["advisor", "SAKURA"],
      ["sales-staff", "SAKURA"],
    ],
  );
  assert.deepEqual(
    markets.map(({ formKey, programKey }) => [formKey.key, programKey.key]),
    [
      ["demo-form", "demo-intake"],
      ["demo-form-eu", "demo-intake-eu"],
    ],
  );
});
