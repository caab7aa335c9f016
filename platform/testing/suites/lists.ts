import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import type { Person } from "#platform/access/index.ts";
import { plusMs } from "#platform/clocks/clock.ts";
import { keyField } from "#platform/db/columns.ts";
import { derivedValues, expressionOf, itemFields } from "#platform/lists/index.ts";
import { type Ground, home } from "./ground.ts";
import { listVerdict } from "./oracle.ts";
import { plant, type Subject, type Values } from "./subject.ts";

type Page = { items: Values[]; nextCursor: string | null; count: { value: number; isExact: boolean } };
const query = (asked: Readonly<Record<string, string>>): string => new URLSearchParams(asked).toString();

/** Somebody who sees the whole tenant and may export. */
function readerOf({ record, ground }: Subject): Person {
  const reader = ground.people.find(
    (person) =>
      person.tenant === "home" && record.see[person.role] === "all" && listVerdict(record, person, "export") === "open",
  );
  if (!reader) throw new Error(`nobody sees and exports all ${record.plural}`);
  return reader;
}

/** Every page of the list in turn, as the API gives it. */
async function allPages(
  ground: Ground,
  person: Person,
  plural: string,
  asked: Readonly<Record<string, string>>,
  limit: number,
): Promise<{ items: Values[]; pages: Page[] }> {
  const pages: Page[] = [];
  for (let cursor: string | null = ""; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    const said = await ground.ask(person, {
      path: `/${plural}?${query({ ...asked, limit: String(limit), ...(cursor ? { cursor } : {}) })}`,
    });
    assert.equal(said.status, 200, said.text);
    pages.push(said.body as Page);
  }
  return { items: pages.flatMap((page) => page.items), pages };
}

/** Lists of any record: filters, orders, pages, counts and exports agree with each other and with the rows. */
export function listsSuite(subject: Subject): void {
  const { record, ground } = subject;
  const reader = readerOf(subject);
  const key = keyField(record);
  const keysOf = (items: readonly Values[]): unknown[] => items.map((item) => item[key]);
  const list = (asked: Readonly<Record<string, string>>) =>
    ground.ask(reader, { path: `/${record.plural}?${query(asked)}` });
  const all = async (): Promise<Values[]> => (await allPages(ground, reader, record.plural, {}, 200)).items;
  const typed = itemFields(record).map((field) => ({
    field,
    type: expressionOf(record, field, [], "")?.type ?? "other",
  }));
  const plain = typed.filter(({ type }) => type !== "other" && type !== "text[]").map(({ field }) => field);
  /** Enough rows for several pages, with empty values and with many that tie, some of them opened in one moment. */
  const ready = (async () => {
    for (let nth = 0; nth < 24; nth++)
      await plant(subject, nth % 3 === 0 ? "CEDAR" : "ALDER", { at: `2026-03-0${1 + (nth % 4)}T10:00:00.000Z` });
  })();

  test(`${record.plural}: every name in the declaration's list is a field, and every view can be asked`, async () => {
    await ready;
    for (const { field } of typed)
      assert.ok(expressionOf(record, field, [], ""), `${field} stands in the list and is no field`);
    for (const view of Object.keys(record.list.views)) assert.equal((await list({ view })).status, 200, view);
  });

  test(`${record.plural}: every field of the list filters by equality and by several values`, async () => {
    await ready;
    const items = await all();
    for (const field of plain) {
      const values = [...new Set(items.map((item) => textOf(item[field])))]
        .filter((value) => value !== undefined && !value.includes(","))
        .slice(0, 3);
      for (const value of values) await assertFilter(field, "eq", [value ?? ""], items);
      if (values.length > 0) await assertFilter(field, "in", values as string[], items);
    }
    for (const { field, type } of typed)
      if (type === "other" || type === "text[]")
        assert.equal((await list({ [`filter[${field}][eq]`]: "x" })).status, 422, field);
  });

  async function assertFilter(
    field: string,
    operator: string,
    values: readonly string[],
    items: readonly Values[],
  ): Promise<void> {
    const { items: shown } = await allPages(
      ground,
      reader,
      record.plural,
      { [`filter[${field}][${operator}]`]: values.join(",") },
      200,
    );
    const expected = items.filter((item) => values.includes(textOf(item[field]) ?? "\u0000"));
    assert.deepEqual(keysOf(shown), keysOf(expected), `filter[${field}][${operator}]=${values.join()}`);
  }

  test(`${record.plural}: in every order, up and down, the pages show every row exactly once, empty values at one end`, async () => {
    await ready;
    const expected = keysOf(await all()).sort();
    for (const field of plain) {
      for (const sort of [field, `-${field}`, `${field},-createdAt`]) {
        const { items, pages } = await allPages(
          ground,
          reader,
          record.plural,
          { sort },
          Math.ceil(expected.length / 4),
        );
        assert.ok(pages.length > 3, "several pages");
        assert.deepEqual(keysOf(items).sort(), expected, sort);
        assertOrder(
          items.map((item) => item[field]),
          sort.startsWith("-"),
          sort,
        );
      }
    }
  });

  test(`${record.plural}: what SQL computes for the list is what the program computes for the page`, async () => {
    await ready;
    await ground.database.as(reader, async (tx) => {
      const fields = [...Object.keys(record.derived ?? {}), ...(record.states ? ["isFinal"] : [])];
      const stored = await ground.bare<{ row: Values }>(
        `select to_jsonb(r) as row from ${record.name.replaceAll("-", "_")} r`,
        [],
        home,
      );
      for (const at of [
        "2026-03-02T10:00:00.000Z",
        "2026-03-20T09:59:59.999Z",
        tx.at,
        plusMs(tx.at, 20 * 86_400_000),
        "2036-01-01T00:00:00.000Z",
      ]) {
        const values: unknown[] = [];
        const columns = fields.map((field) => `${expressionOf(record, field, values, at)?.sql} as "${field}"`);
        const rows = await tx.query<Values>({
          text: `select ${[...columns, `r.* `].join(", ")} from ${record.name.replaceAll("-", "_")} r`,
          values,
        });
        assert.equal(rows.length, stored.length);
        for (const row of rows) {
          const said = Object.fromEntries(fields.map((field) => [field, row[field]]));
          assert.deepEqual(
            said,
            Object.fromEntries(fields.map((field) => [field, derivedValues(record, camel(row), at)[field]])),
            at,
          );
        }
      }
    });
  });

  test(`${record.plural}: under any filters the count, the pages and the export agree`, async () => {
    await ready;
    const items = await all();
    const filter = fc.tuple(
      fc.constantFrom(...plain),
      fc.constantFrom("eq", "in", "gte", "lte", "empty"),
      fc.nat(items.length - 1),
    );
    const questions = fc.sample(fc.tuple(fc.array(filter, { maxLength: 3 }), fc.constantFrom(...plain), fc.boolean()), {
      numRuns: 40,
      seed: 4600,
    });
    for (const [filters, field, isDescending] of questions) {
      const asked: Record<string, string> = { sort: `${isDescending ? "-" : ""}${field}`, count: "exact" };
      for (const [name, operator, nth] of filters)
        asked[`filter[${name}][${operator}]`] =
          operator === "empty"
            ? String(nth % 2 === 0)
            : (textOf(items[nth]?.[name]) ?? textOf(items.find((item) => item[name] !== null)?.[name]) ?? "0");
      await assertAgree(asked);
    }
    for (const view of Object.keys(record.list.views)) await assertAgree({ view, count: "exact" });
  });

  async function assertAgree(asked: Readonly<Record<string, string>>): Promise<void> {
    const first = await list({ ...asked, limit: "200" });
    const exported = await ground.ask(reader, { path: `/${record.plural}.csv?${query(asked)}` });
    assert.equal(first.status, exported.status, JSON.stringify(asked));
    if (first.status === 422) return; // a value that this field cannot have
    const { items, pages } = await allPages(ground, reader, record.plural, asked, 9);
    const lines = parse(exported.text, { bom: true, columns: true }) as Record<string, string>[];
    assert.deepEqual(
      lines.map((line) => line[record.title]),
      items.map((item) => String(item[record.title])),
      JSON.stringify(asked),
    );
    for (const { count } of pages)
      assert.deepEqual(count, { value: items.length, isExact: true }, JSON.stringify(asked));
  }

  test(`${record.plural}: a cursor that somebody changed, or that belongs to another order, is refused`, async () => {
    await ready;
    const { body } = await list({ limit: "5", sort: record.title });
    const cursor = String(body.nextCursor);
    const said = JSON.parse(Buffer.from(cursor, "base64url").toString()) as {
      sort: string;
      at: string;
      after: unknown[];
    };
    const forged = (change: object): string =>
      Buffer.from(JSON.stringify({ ...said, ...change })).toString("base64url");
    const cursors = [
      "x",
      "",
      `${cursor.slice(0, -9)}`,
      forged({ after: [] }),
      forged({ after: [null, null] }),
      forged({ after: ["a", "no id"] }),
      forged({ after: [{ a: 1 }, 2] }),
      forged({ at: "later" }),
      forged({ at: 7 }),
      forged({ sort: "-createdAt" }),
      forged({ sort: "nothing" }),
      forged({ after: ["\u0000", said.after[1]] }),
    ];
    for (const one of cursors) {
      const { status, text } = await list({ limit: "5", sort: record.title, cursor: one });
      assert.equal(status, 422, `${Buffer.from(one, "base64url")}: ${text}`);
    }
    assert.equal((await list({ limit: "5", sort: `-${record.title}`, cursor })).status, 422);
    assert.equal((await list({ limit: "5", sort: record.title, cursor })).status, 200);
  });

  test(`${record.plural}: what a list cannot answer is refused, and the refusal names the parameter`, async () => {
    const refused: [string, string, string?][] = [
      ["limit", "0"],
      ["limit", "201"],
      ["limit", "-1"],
      ["limit", "1.5"],
      ["limit", "many"],
      ["limit", ""],
      ["view", "no-such-view"],
      ["view", "constructor"],
      ["sort", "no-such-field"],
      ["sort", "-"],
      ["sort", "searchText"],
      ["sort", ""],
      ["page", "2"],
      ["filter[noSuchField][eq]", "1"],
      ["filter[constructor][eq]", "1"],
      ["filter[status][like]", "x"],
      ["filter[status]", "x"],
      ["filter[][eq]", "x"],
      ["filter[createdAt][eq]", "yesterday"],
      ["filter[createdAt][contains]", "2026"],
      ["filter[version][eq]", "one"],
      ["filter[searchText][eq]", "x"],
      ["filter[isFinal][eq]", "perhaps"],
      ["filter[createdAt][eq]", "7"],
      ["filter[createdAt][gte]", "2026-02-30T00:00:00Z"],
      ["filter[createdAt][lte]", "2026-11-23T25:00:00Z"],
      ["filter[createdAt][empty]", "perhaps"],
      ...(record.states ? [["filter[status][eq]", "nonsense"] as [string, string]] : []),
    ];
    for (const [name, value] of refused) {
      const { status, body, text } = await list({ [name]: value });
      assert.equal(status, 422, `${name}=${value}: ${text.slice(0, 300)}`);
      assert.equal(body.field, name, `${name}=${value}: ${text.slice(0, 300)}`);
    }
    assert.equal((await list({ limit: "1" })).status, 200);
    assert.equal((await list({ limit: "200" })).status, 200);
  });
}

/** A value as a filter writes it: a reference by its id. */
function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "object" ? String((value as { id?: unknown }).id) : String(value);
}

/** Values in order; empty ones stand together at one end. Texts are ordered by their code points, as PostgreSQL has them here. */
function assertOrder(values: readonly unknown[], isDescending: boolean, sort: string): void {
  const said = values.map(textOf);
  const filled = said.filter((value) => value !== undefined);
  const gaps = said.filter(
    (value, i) => (value === undefined) !== (said[i + 1] === undefined) && i + 1 < said.length,
  ).length;
  assert.ok(gaps <= 1, `${sort}: empty values stand in between: ${said.join("|")}`);
  const isNumber = values.some((value) => typeof value === "number");
  const compare = (a: string, b: string): number =>
    isNumber ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));
  for (const [i, value] of filled.entries()) {
    const next = filled[i + 1];
    if (next !== undefined)
      assert.ok(
        isDescending ? compare(value, next) >= 0 : compare(value, next) <= 0,
        `${sort}: ${value} before ${next}`,
      );
  }
}

/** A row with the names of columns, under the names of fields. */
const camel = (row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
