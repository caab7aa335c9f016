import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { parse } from "csv-parse/sync";
import { arrive, booked, contacted, demoVin, made, notReached, readLead, type Told } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

let house: TestHouse;
let advisor: Voice;
const ids: Record<string, string> = {};
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  ids.lost = (await arrive(house)).id;
  ids.bookedFinal = await booked(house, advisor, 80);
  await house.travel("P61D");
  ids.untouched = (await arrive(house)).id;
  ids.called = await contacted(house, advisor);
  ids.booked = await booked(house, advisor);
  ids.sold = await contacted(house, advisor);
  await made(advisor, ids.sold, "sell", { vin: demoVin, notes: "tyres" });
  ids.closed = await contacted(house, advisor);
  await made(advisor, ids.closed, "close", { reason: "price" });
  ids.later = await contacted(house, advisor);
  await made(advisor, ids.later, "recontact", { at: inDays(90) });
});
after(() => house.close());

type Page = { items: Told[]; nextCursor: string | null; count: { value: number; isExact: boolean } };
async function page(query: string, voice = advisor): Promise<Page> {
  const { status, body, text } = await voice.get<Page>(`/aftersales-leads?${query}`);
  assert.equal(status, 200, text);
  return body;
}
/** Every row of a list, page after page. */
async function allOf(query: string, voice = advisor): Promise<Told[]> {
  const items: Told[] = [];
  for (let cursor = ""; ; ) {
    const { items: more, nextCursor } = await page(`${query}&limit=200${cursor}`, voice);
    items.push(...more);
    if (nextCursor === null) return items;
    cursor = `&cursor=${nextCursor}`;
  }
}

const views = {
  "assigned-to-dealer": { in: ["untouched", "called"], out: ["booked", "sold", "closed", "later", "lost"] },
  "closed-with-sale": { in: ["sold", "booked", "bookedFinal"], out: ["untouched", "called", "closed", "lost"] },
  "closed-without-sale": { in: ["closed", "later"], out: ["sold", "booked", "untouched", "called", "lost"] },
  "in-progress": { in: ["called"], out: ["untouched", "booked", "sold", "closed", "lost"] },
  "sales-lost": { in: ["lost"], out: ["closed", "untouched", "bookedFinal"] },
  unmanaged: { in: ["untouched"], out: ["called", "booked", "lost", "sold"] },
  "my-work-now": { in: ["untouched", "called", "booked"], out: ["sold", "closed", "later", "lost", "bookedFinal"] },
};

for (const [view, { in: inside, out }] of Object.entries(views)) {
  test(`the view ${view} shows what belongs to it and nothing else; count, rows and CSV agree`, async () => {
    const rows = await allOf(`view=${view}`);
    const shown = new Set(rows.map(({ id }) => id));
    for (const name of inside) assert.ok(shown.has(ids[name] ?? ""), `${name} must be in it`);
    for (const name of out) assert.ok(!shown.has(ids[name] ?? ""), `${name} must not be in it`);
    assert.equal(shown.size, rows.length, "no row twice");
    const { count } = await page(`view=${view}&count=exact`);
    const csv = await advisor.get(`/aftersales-leads.csv?view=${view}`);
    const [, ...lines] = parse(csv.text, { bom: true }) as string[][];
    assert.deepEqual([count.value, count.isExact, lines.length], [rows.length, true, rows.length]);
    assert.deepEqual(
      lines.map(([name]) => name),
      rows.map(({ name }) => name),
    );
  });
}

test("my work now: overdue first contacts, then customers' wishes, then the earliest clock", async () => {
  const first = await arrive(house);
  const second = await arrive(house, { campaign: "service-reminder" });
  await house.sql("update aftersales_lead set driven_by = 'hq' where id = $1", [second.id]);
  await house.travel("PT25H");
  const fresh = await arrive(house);
  const work = await allOf("view=my-work-now");
  const now = Date.parse((await advisor.get<{ now: string }>("/me")).body.now);
  const rank = (lead: Told): [number, string, string] => [
    lead.firstContactDueAt !== null && Date.parse(lead.firstContactDueAt) <= now ? 0 : 1,
    lead.drivenBy,
    [lead.firstContactDueAt, lead.managementDueAt, lead.lifetimeDueAt].filter((at) => at !== null).sort()[0] ?? "~",
  ];
  const before = (a: Told, b: Told): boolean => {
    const [left, right] = [rank(a), rank(b)];
    const place = left.findIndex((part, i) => part !== right[i]);
    return place === -1 || String(left[place]) < String(right[place]);
  };
  for (const [i, lead] of work.slice(1).entries())
    assert.ok(before(work[i] as Told, lead), `${work[i]?.id} before ${lead.id}`);
  const places = [first, second, fresh].map(({ id }) => work.findIndex((lead) => lead.id === id));
  assert.deepEqual(
    places.toSorted((a, b) => a - b),
    places,
    "overdue wish, overdue reminder, fresh wish",
  );
  assert.ok(places.every((place) => place >= 0));
});

test("an item carries the seven columns of the screen, id, version, finality and master lead", async () => {
  const { items } = await page("limit=1");
  for (const field of [
    "name",
    "createdAt",
    "status",
    "source",
    "campaign",
    "attemptCount",
    "daysSinceCreation",
    "id",
    "version",
    "isFinal",
    "masterLead",
  ])
    assert.ok(field in (items[0] ?? {}), field);
});

test("every field of an item can be filtered, by one value and by several", async () => {
  const { items } = await page("limit=200");
  for (const field of Object.keys(items[0] ?? {}) as (keyof Told)[]) {
    const valued = items.find((item) => item[field] !== null && item[field] !== "");
    if (!valued) continue;
    const value = field === "masterLead" ? valued.masterLead?.id : valued[field];
    for (const operator of ["eq", "in"]) {
      const found = await page(`filter[${field}][${operator}]=${encodeURIComponent(String(value))}&limit=200`);
      assert.ok(
        found.items.some(({ id }) => id === valued.id),
        `${field} ${operator} ${value}`,
      );
      for (const item of found.items) assert.deepEqual(item[field], valued[field], `${field} ${operator}`);
    }
  }
  const two = await page("filter[status][in]=booked,sales-lost&limit=200");
  assert.deepEqual([...new Set(two.items.map(({ status }) => status))].sort(), ["booked", "sales-lost"]);
});

test("a list is sorted as asked, and paging shows every row once although leads arrive meanwhile", async () => {
  const all = await allOf("sort=createdAt");
  assert.deepEqual(
    all.map(({ createdAt }) => createdAt),
    all.map(({ createdAt }) => createdAt).toSorted(),
  );
  const newest = await allOf("sort=-createdAt");
  assert.equal(newest[0]?.createdAt, all.at(-1)?.createdAt);
  const first = await page("sort=createdAt&limit=2&filter[createdAt][gte]=2020-01-01T00:00:00Z");
  await arrive(house);
  const next = await page(
    `sort=createdAt&limit=2&filter[createdAt][gte]=2020-01-01T00:00:00Z&cursor=${first.nextCursor}`,
  );
  assert.deepEqual(
    [...first.items, ...next.items].map(({ id }) => id),
    all.slice(0, 4).map(({ id }) => id),
  );
});

test("a search finds names, readings, phones and VINs in any width and script", async () => {
  const { id } = await arrive(house, {
    lastName: "鷲尾",
    lastNameReading: "ワシオ",
    phone: "03-4444-9999",
    vin: "ZN9DEMX10SAKURA55",
  });
  for (const search of ["鷲尾", "わしお", "ワシオ", "ﾜｼｵ", "4444-9999", "０３４４４４", "demx10sakura55"]) {
    const { items } = await page(`search=${encodeURIComponent(search)}`);
    assert.ok(
      items.some((item) => item.id === id),
      search,
    );
  }
  assert.equal((await page("search=nobodyiscalledthis")).items.length, 0);
});

test("a cell that a spreadsheet would calculate is written as text", async () => {
  const { id } = await arrive(house, { firstName: "=cmd|' /C calc'!A0", lastName: "" });
  const csv = await advisor.get(`/aftersales-leads.csv?filter[id][eq]=${id}`);
  assert.match(csv.headers.get("content-type") ?? "", /text\/csv/);
  const [, line] = parse(csv.text, { bom: true }) as string[][];
  assert.match(line?.[0] ?? "", /^'=cmd/);
});

test("an export is written in the reader's words and the dealer's time; programs may ask for codes", async () => {
  const { id } = await arrive(house);
  await house.sql("update aftersales_lead set created_at = '2026-11-22T16:30:00Z' where id = $1", [id]);
  const linesIn = async (query: string): Promise<string[][]> => {
    const { status, text } = await advisor.get(`/aftersales-leads.csv?filter[id][eq]=${id}${query}`);
    assert.equal(status, 200, text);
    return parse(text, { bom: true }) as string[][];
  };
  const [head = [], line = []] = await linesIn("&language=en");
  const cell = (caption: string): string | undefined => line[head.indexOf(caption)];
  assert.deepEqual(
    [cell("Created"), cell("Time zone"), cell("Status")],
    ["2026-11-23 01:30", "Asia/Tokyo", "Assigned to dealer"],
  );
  const [jaHead = [], jaLine = []] = await linesIn("&language=ja");
  assert.equal(jaLine[jaHead.indexOf("ステータス")], "ディーラーに割り当て済み");
  const [codeHead = [], codes = []] = await linesIn("&language=en&cells=codes");
  assert.deepEqual(
    [codes[codeHead.indexOf("Created")], codes[codeHead.indexOf("Status")], codeHead.includes("Time zone")],
    ["2026-11-22T16:30:00.000Z", "assigned", false],
  );
  assert.notEqual(cell("Source"), codes[codeHead.indexOf("Source")], "a source has a name");
  assert.notEqual(cell("After-sales campaign"), codes[codeHead.indexOf("After-sales campaign")]);
  for (const query of ["language=fr", "cells=colours"])
    assert.equal((await advisor.get(`/aftersales-leads.csv?${query}`)).status, 422, query);
});

test("a question that makes no sense is refused and names its parameter", async () => {
  const cases = [
    ["view=everything", "view"],
    ["filter[colour][eq]=red", "filter[colour][eq]"],
    ["filter[status][like]=x", "filter[status][like]"],
    ["filter[version][eq]=seven", "filter[version][eq]"],
    ["filter[isFinal][eq]=perhaps", "filter[isFinal][eq]"],
    ["filter[createdAt][gte]=yesterday", "filter[createdAt][gte]"],
    ["filter[masterLead][eq]=7", "filter[masterLead][eq]"],
    ["sort=colour", "sort"],
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=ten", "limit"],
    ["cursor=abc", "cursor"],
    ["colour=red", "colour"],
    ["view=unmanaged&view=sales-lost", "view"],
    ["search=%00", "search"],
  ];
  for (const [query, field] of cases) {
    const { status, body } = await advisor.get(`/aftersales-leads?${query}`);
    assert.deepEqual([status, body.field], [422, field], query);
  }
});

test("a filter by a value that a field never has is refused and says which values there are", async () => {
  const states = "assigned, booked, closed-with-sale, closed-without-sale, sales-lost";
  const cases = [
    ["filter[status][eq]=nonsense", states],
    ["filter[status][in]=booked,nonsense", states],
    ["filter[status][eq]=", states],
    ["filter[drivenBy][eq]=robot", "customer, hq"],
    ["filter[isRecontact][eq]=yes", "true or false"],
    ["filter[isFirstContactInTime][eq]=1", "true or false"],
    ["filter[firstContactAt][empty]=perhaps", "true or false"],
    ["filter[createdAt][gte]=7", "an instant"],
    ["filter[createdAt][gte]=2026-02-30T00:00:00Z", "an instant"],
    ["filter[appointmentAt][lte]=next week", "an instant"],
    ["filter[ownershipEndedOn][eq]=2026-02-30", "a day"],
    ["filter[attemptCount][gte]=many", "a whole number"],
  ] as const;
  for (const path of ["/aftersales-leads", "/aftersales-leads.csv"]) {
    for (const [query, allowed] of cases) {
      const { status, body, text } = await advisor.get(`${path}?${query}`);
      assert.deepEqual([status, body.field], [422, query.split("=")[0]], `${query}: ${text.slice(0, 200)}`);
      assert.ok(body.detail?.includes(allowed), `${query}: ${body.detail}`);
    }
  }
  for (const query of ["filter[closingReason][eq]=gone-since", "filter[source][eq]=gone-since", "filter[dealer][eq]=X"])
    assert.deepEqual((await page(query)).items, [], "a code of an open list may have gone; its list is empty");
  assert.ok((await page("filter[createdAt][gte]=2020-01-01")).items.length > 0, "a day is enough");
  assert.ok((await page("filter[createdAt][gte]=2020-01-01T09:00:00%2B09:00")).items.length > 0);
});

test("the count of a dealer's list is the number of its rows, whoever else has leads", async () => {
  const mine = await page("count=exact");
  assert.equal(mine.count.value, (await allOf("")).length);
  await arrive(house, { dealer: "FUJI" });
  assert.equal((await page("count=exact")).count.value, mine.count.value);
  await readLead(advisor, ids.untouched ?? "");
  await made(advisor, ids.untouched ?? "", "attempt", notReached);
  assert.ok(!(await allOf("view=unmanaged")).some(({ id }) => id === ids.untouched), "the next look is fresh");
});

test("beyond a thousand leads the count says so, and gives the exact number to who asks", async () => {
  const hq = await house.as("hq@neo.demo");
  assert.deepEqual((await page("limit=1", hq)).count, { value: 1000, isExact: false });
  const { count } = await page("limit=1&count=exact", hq);
  const [rows] = await house.sql<{ n: number }>("select count(*)::integer as n from aftersales_lead");
  assert.deepEqual(count, { value: rows?.n, isExact: true });
});

test("a day in a filter is the whole day where the reader works, unless another zone is named", async () => {
  const lastName = "Tagesgrenze";
  const moments = ["29T14:59:59.999", "29T15:00:00.000", "30T14:59:59.999", "30T15:00:00.000", "30T23:00:00.000"];
  await house.put(
    "customer",
    moments.map((at) => ({
      ...{ kind: "person", name: lastName, lastName, firstName: at, dealers: ["SAKURA"] },
      createdAt: `2026-11-${at}Z`,
    })),
  );
  type Found = { items: { firstName?: string; createdAt?: string; id: string }[] };
  const found = async (who: Voice, query: string): Promise<string[]> => {
    const { body, text, status } = await who.get<Found>(`/customers?search=${lastName}&sort=createdAt&${query}`);
    assert.equal(status, 200, text);
    const ids = body.items.map(({ id }) => id);
    const rows = await house.sql<{ first_name: string }>(
      "select first_name from customer where id = any($1::uuid[]) order by created_at",
      [ids],
    );
    return rows.map((row) => row.first_name);
  };
  const day = "filter[createdAt][gte]=2026-11-30&filter[createdAt][lte]=2026-11-30";
  for (const who of [advisor, await house.as("hq@neo.demo"), await house.as("area-east@neo.demo")])
    for (const query of [day, "filter[createdAt][eq]=2026-11-30", "filter[createdAt][in]=2026-11-30"])
      assert.deepEqual(await found(who, query), moments.slice(1, 3), query);
  assert.deepEqual(await found(advisor, `${day}&zone=Europe/Berlin`), moments.slice(2, 4));
  assert.deepEqual(await found(advisor, `${day}&zone=UTC`), moments.slice(2));
  assert.deepEqual(await found(advisor, "filter[createdAt][in]=2026-11-29,2026-12-01"), [
    moments[0],
    ...moments.slice(3),
  ]);
  assert.deepEqual(await found(advisor, "filter[createdAt][lte]=2026-11-29T15:00:00Z"), moments.slice(0, 2));
  for (const zone of ["JST", "%2B09:00", "Tokyo", ""]) {
    const refused = await advisor.get(`/customers?${day}&zone=${zone}`);
    assert.deepEqual([refused.status, refused.body.field], [422, "zone"], zone);
  }
});
