import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { dice } from "#apps/testing/lead-lives.ts";
import { made } from "#apps/testing/lead-steps.ts";
import type { TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { now } from "#platform/clocks/clock.ts";
import { type Line, numbersOf, openNumbersHouse, rowsOf, type Told } from "./numbers-ground.ts";

let house: TestHouse;
before(async () => {
  house = await openNumbersHouse(3000, 150, 11);
});
after(() => house.close());

const people = {
  advisor: "advisor@sakura.demo",
  "store-manager": "manager@sakura.demo",
  "area-manager": "area-east@neo.demo",
  hq: "hq@neo.demo",
  "call-centre": "callcentre@neo.demo",
};
const daysAgo = (n: number): string => new Date(Date.parse(now()) - n * 86_400_000).toISOString().slice(0, 10);
const groups = ["dealer", "day", "week", "month", "campaign", "source", "contactedBy", "closingReason"] as const;
const narrowed = [
  "",
  "&class=in-progress",
  "&class=closed-without-sale",
  "&source=website",
  "&closingReason=",
  "&campaign=spontaneous-dealer",
];

const numbers = async (voice: Voice, query: string): Promise<Told> => {
  const { status, body, text } = await voice.get<Told>(`/numbers/aftersales-leads?${query}`);
  assert.equal(status, 200, `${query}: ${text}`);
  return body;
};

/** What the list and its export have behind a number. */
async function behind(voice: Voice, rows: string, mayExport: boolean): Promise<{ list: number; sheet: number | null }> {
  const list = await voice.get<{ count: { value: number } }>(`/aftersales-leads?${rows}&limit=1&count=exact`);
  assert.equal(list.status, 200, `${rows}: ${list.text}`);
  if (!mayExport || list.body.count.value > 400) return { list: list.body.count.value, sheet: null };
  const sheet = await voice.get(`/aftersales-leads.csv?${rows}`);
  assert.equal(sheet.status, 200, sheet.text);
  return { list: list.body.count.value, sheet: sheet.text.trimEnd().split('\r\n"').length - 1 };
}

for (const [role, email] of Object.entries(people)) {
  test(`every number opens to exactly its rows, for the role ${role}`, async () => {
    const voice = await house.as(email);
    const roll = dice(role.length * 31);
    const seen = new Set<string>();
    for (const by of groups) {
      const [from, to] = [daysAgo(Math.floor(roll() * 150)), daysAgo(Math.floor(roll() * 30))].sort();
      const more = narrowed[Math.floor(roll() * narrowed.length)];
      const told = await numbers(voice, `from=${from}&to=${to}&by=${by}${more}`);
      assert.ok(told.lines.length > 0 || told.total.counts.assigned === 0);
      const every = [told.total, ...told.lines].flatMap((line) => numbersOf(told, line));
      for (const name of Object.keys(told.total.counts)) {
        const sum = told.lines.reduce((total, line) => total + (line.counts[name] ?? 0), 0);
        assert.equal(sum, told.total.counts[name], `${by}: ${name} of the lines and of the total`);
      }
      const chosen = every.filter(({ what, value }) => (!seen.has(what) && value > 0) || roll() < 25 / every.length);
      for (const { what, value, rows } of chosen) {
        if (value > 0) seen.add(what);
        const found = await behind(voice, rows, role !== "call-centre" && roll() < 0.3);
        assert.equal(found.list, value, `${by} ${what}: ${rows}`);
        if (found.sheet !== null) assert.equal(found.sheet, value, `the sheet of ${what}: ${rows}`);
      }
    }
    assert.ok(seen.size > 20, `${seen.size} numbers were more than nothing`);
  });
}

test("a number is right in the moment after a move, and its sheet says the same", async () => {
  const advisor = await house.as(people.advisor);
  const before = await numbers(advisor, "by=day");
  const open = await advisor.get<{ items: { id: string }[] }>(
    "/aftersales-leads?filter[reportClass][eq]=unmanaged&limit=5",
  );
  for (const [n, { id }] of open.body.items.entries()) {
    await made(advisor, id, "attempt", { channel: "phone", outcome: "reached" });
    const told = await numbers(advisor, `from=${before.from}&to=${before.to}&by=day`);
    assert.equal(told.total.counts.unmanaged, Number(before.total.counts.unmanaged) - n - 1);
    const fresh = await behind(advisor, rowsOf(told, told.total, "unmanaged"), true);
    assert.equal(fresh.list, told.total.counts.unmanaged);
  }
  const sheet = await advisor.get(`/numbers/aftersales-leads.csv?from=${before.from}&to=${before.to}&by=day`);
  assert.equal(sheet.status, 200);
  const told = await numbers(advisor, `from=${before.from}&to=${before.to}&by=day`);
  assert.equal(sheet.text.trimEnd().split("\r\n").length, told.lines.length + 2, "a head, the lines and the total");
  const inRussian = await advisor.get("/numbers/aftersales-leads.csv?by=campaign&lang=ru");
  assert.match(inRussian.text.split("\r\n")[0] ?? "", /Назначен/);
  const [named] = await house.sql<{ code: string; name: string }>(
    "select code, names ->> 'ru' as name from aftersales_campaign where code in (select campaign from aftersales_lead where dealer = 'SAKURA') limit 1",
  );
  assert.ok(named && inRussian.text.includes(`"${named.code}","${named.name}"`), "a campaign has its name");
  assert.equal((await advisor.get("/numbers/aftersales-leads.csv?lang=xx")).status, 422);
  assert.match(
    (await advisor.get("/numbers/aftersales-leads.pdf?lang=ru")).headers.get("content-disposition") ?? "",
    /numbers-SAKURA-/,
  );
  const ofOneClass = await advisor.get("/numbers/aftersales-leads.csv?class=lost");
  const columns = (text: string): number => text.split("\r\n")[0]?.split('","').length ?? 0;
  assert.equal(columns(ofOneClass.text), columns(sheet.text) - 3, "one class alone has no targets");
});

test("what closes a gap opens to the leads whose clock still runs, and its moment is the deadline of the last one needed", async () => {
  const dueOf: Record<string, string> = {
    "first-contact": "first_contact_due_at",
    management: "management_due_at",
    "fully-managed": "lifetime_due_at",
  };
  const verdictOf: Record<string, string> = {
    "first-contact": "is_first_contact_in_time is null",
    management: "is_managed_in_time is null",
    "fully-managed": "true",
  };
  const found = new Set<string>();
  for (const [role, dealers] of [
    ["hq", "%"],
    ["advisor", "SAKURA"],
  ] as const) {
    const voice = await house.as(people[role]);
    for (const span of [0, 1, 2, 4, 7, 10, 20, 40, 59, 100]) {
      const told = await numbers(voice, `from=${daysAgo(span)}&by=day`);
      for (const [name, gap] of Object.entries(told.total.gaps)) {
        const { list } = await behind(voice, [told.total.rows, gap.rows].join("&"), false);
        assert.equal(list, gap.open, `${role} ${span} ${name}: ${gap.rows}`);
        const ends = await house.sql<{ at: string }>(
          `select to_char(${dueOf[name]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from aftersales_lead
           where dealer like $1 and assigned_on between $2 and $3 and status in ('assigned', 'booked') and ${dueOf[name]} is not null
             and ${verdictOf[name]} order by ${dueOf[name]} desc`,
          [dealers, told.from, told.to],
        );
        assert.equal(ends.length, gap.open, `${role} ${span} ${name}`);
        assert.equal(gap.canReach, gap.need <= gap.open);
        assert.equal(
          gap.until,
          gap.need > 0 && gap.canReach ? ends[gap.need - 1]?.at : null,
          `${role} ${span} ${name}`,
        );
        if (gap.until) found.add(`${role} ${name}`);
      }
    }
  }
  assert.ok(found.size >= 4, `${[...found]} are too few to prove anything`);
});

test("what is asked beside a question is what it is asked alone", async () => {
  const hq = await house.as(people.hq);
  const names = ["dealer", "campaign", "source", "contactedBy", "closingReason"];
  const { beside } = await numbers(hq, `by=week&beside=${names}&to=${daysAgo(3)}`);
  for (const by of names) {
    const { lines } = await numbers(hq, `by=${by}&to=${daysAgo(3)}`);
    const bare = (all: readonly Line[] = []) => all.map(({ key, rows, rates }) => ({ key, rows, rates }));
    assert.ok(lines.length > 1);
    assert.deepEqual(bare(beside[by]), bare(lines), by);
  }
});

test("a question that makes no sense is refused by the name of what is wrong with it", async () => {
  const advisor = await house.as(people.advisor);
  const wrong: Record<string, string> = {
    "from=2026-02-30": "from",
    "from=2026-03-01&to=2026-02-01": "from",
    "from=2019-01-01&to=2026-01-01": "from",
    "by=name": "by",
    "by=__proto__": "by",
    "beside=dealer,name": "beside",
    "beside=__proto__": "beside",
    "beside=": "beside",
    "class=open": "class",
    "dealer=FUJI": "dealer",
    "dealer=NOWHERE": "dealer",
    "region=west": "region",
    "phone=1": "phone",
    [`source=${"x".repeat(300)}`]: "source",
  };
  for (const [query, field] of Object.entries(wrong)) {
    const { status, body } = await advisor.get<{ field: string }>(`/numbers/aftersales-leads?${query}`);
    assert.deepEqual([status, body.field], [422, field], query);
  }
});

test("while leads come in, every answer agrees with itself: its lines make up its total", async () => {
  const manager = await house.as("manager@sakura.demo");
  let isOver = false;
  const coming = [1, 2, 3, 4].map(async (lane) => {
    for (let nth = 0; !isOver; nth += 1)
      await house.form().post("/intake/aftersales-leads", {
        lastName: `Coming ${lane}`,
        dealer: "SAKURA",
        phone: `+81905${lane}${String(nth).padStart(6, "0")}`,
      });
  });
  const totals = new Set<number>();
  try {
    for (let n = 0; n < 40; n += 1) {
      const asked = ["by=week&beside=dealer,source,contactedBy,closingReason", "by=day", "by=source", "by=dealer"];
      for (const { total, lines, beside } of await Promise.all(asked.map((query) => numbers(manager, query)))) {
        for (const [by, its] of Object.entries(beside))
          for (const name of ["assigned", "contacted-in-time", "managed-in-time", "closed-without-sale"])
            assert.equal(
              its.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0),
              total.counts[name],
              `${name} by ${by}`,
            );
        for (const [name, count] of Object.entries(total.counts))
          assert.equal(
            lines.reduce((sum, line) => sum + (line.counts[name] ?? 0), 0),
            count,
            name,
          );
        totals.add(total.counts.assigned ?? 0);
      }
    }
  } finally {
    isOver = true;
    await Promise.all(coming);
  }
  assert.ok(totals.size > 10, "nothing came in meanwhile");
});
