import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { may, scopeOf } from "#platform/access/index.ts";
import { historyPage } from "#platform/history/history.ts";
import {
  type Filter,
  filtersFrom,
  listPage,
  presented,
  type Question,
  readStatement,
  withoutOthers,
} from "#platform/lists/index.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { deskShape, historyShape, pageShape, readShape } from "./answer-shapes.ts";
import { answerOf, rowKey } from "./change-routes.ts";
import { inDayZone, zoneAsked } from "./day-zone.ts";
import { isInstant, type Reader, readerOf } from "./export-cells.ts";
import { isLanguage, type Language, languages } from "./languages.ts";
import { invalid, notAllowed, notFound } from "./problem.ts";
import { type PersonalCall, personal, type Route } from "./route.ts";

const listQuery = {
  view: "A named view",
  "filter[FIELD][eq|in|gte|lte|contains|empty]": "Any item field",
  search: "Finds in names, readings, phones, mails and VINs, in any script and width",
  sort: "Fields, - for descending",
  limit: "1 to 200",
  cursor: "nextCursor of the page before",
  count: "exact: count beyond 1,000",
  zone: "Whose days filters mean that bound an instant by a day (IANA); else those of the profile's dealer, else of the market",
};
const known = new Set(["view", "search", "sort", "limit", "cursor", "count", "lang", "zone"]);

/** The question that the query asks; an unknown parameter is refused by name. */
function questionOf(query: Readonly<Record<string, string>>): Question & { filters: Filter[] } {
  const strange = Object.keys(query).filter((name) => !known.has(name) && !name.startsWith("filter["));
  if (strange.length > 0)
    throw invalid(strange.map((field) => ({ field, code: "unknown-parameter", message: "is not known here" })));
  const limit = query.limit === undefined ? 50 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw invalid([{ field: "limit", code: "out-of-range", message: "must be a whole number from 1 to 200" }]);
  }
  const unsound = Object.entries(query).find(
    ([, value]) => value.includes("\u0000") || !value.isWellFormed() || value.length > 2000,
  );
  if (unsound)
    throw invalid([{ field: unsound[0], code: "not-text", message: "holds characters that cannot be searched" }]);
  const { view, search, sort, cursor } = query;
  const zone = zoneAsked(query.zone);
  return { view, search, sort, cursor, limit, filters: filtersFrom(query), isExact: query.count === "exact", zone };
}

function mustSee(record: AnyRecord, call: PersonalCall): void {
  if (scopeOf(record, call.person) === undefined) throw notAllowed();
}

/** GET …: a page of the list. */
export const listRoute = (record: AnyRecord): Route => ({
  method: "GET",
  path: `/${record.plural}`,
  operation: `${record.name}.list`,
  summary: "Lists, filters, sorts and counts",
  policy: { sees: record },
  described: { query: listQuery, answers: { 200: { description: "A page", shape: pageShape(record) } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    mustSee(record, call);
    const question = questionOf(call.query);
    const page = await call.db.as(call.person, async (tx) =>
      listPage(tx, record, call.known, await inDayZone(tx, record, call, question)),
    );
    return {
      status: 200,
      body: { ...page, items: page.items.map((item) => withoutOthers(record, call.person, item)) },
    };
  },
});

/** GET …/{id}: one record; `desk` adds what its reading adds. */
export const readRoute = (record: AnyRecord, desk?: Desk): Route => ({
  method: "GET",
  path: `/${record.plural}/{id}`,
  operation: `${record.name}.read`,
  summary: "Reads one",
  policy: { sees: record },
  described: { answers: { 200: { description: "The record", shape: desk ? deskShape(desk) : readShape(record) } } },
  handle: (anyCall) => {
    const call = personal(anyCall);
    const key = rowKey(record, call);
    return call.db.as(call.person, async (tx) => {
      const [[row], facts] = await Promise.all([
        tx.query<Record<string, unknown>>(readStatement(record, call.known, tx.actor, key)),
        desk?.facts(tx, key, {}),
      ]);
      if (!row) throw notFound();
      if (desk && facts) return answerOf(desk, tx, row, facts);
      return {
        status: 200,
        body: withoutOthers(record, tx.actor, presented(record, row, tx.at)),
        version: Number(row.version),
      };
    });
  },
});

/** GET …/{id}/history: what happened, newest first. */
export const historyRoute = (record: AnyRecord): Route => ({
  method: "GET",
  path: `/${record.plural}/{id}/history`,
  operation: `${record.name}.history`,
  summary: "What happened, newest first",
  policy: { sees: record },
  described: {
    query: { limit: "1 to 200", cursor: "nextCursor of the page before" },
    answers: { 200: { description: "Changes of fields", shape: historyShape } },
  },
  handle: (anyCall) => {
    const call = personal(anyCall);
    const key = rowKey(record, call);
    const { limit } = questionOf({ limit: call.query.limit ?? "50" });
    const before = call.query.cursor === undefined ? undefined : Number(call.query.cursor);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw invalid([{ field: "cursor", code: "unreadable", message: "cannot be read" }]);
    return call.db.as(call.person, async (tx) => {
      const [seen, history] = await Promise.all([
        tx.query(readStatement(record, call.known, tx.actor, key)),
        historyPage(tx, record, key, { limit, before }),
      ]);
      if (seen.length === 0) throw notFound();
      return { status: 200, body: history };
    });
  },
});

/** GET ….csv: exactly the rows and columns of the list, safe to open in a spreadsheet. */
export const csvRoute = (record: AnyRecord): Route => ({
  method: "GET",
  path: `/${record.plural}.csv`,
  operation: `${record.name}.export`,
  summary: "Exports what the list shows",
  policy: { makes: "export", on: record },
  described: {
    query: {
      ...listQuery,
      language: "en, ja, zh or ru: head and cells; else the reader's own",
      cells: "codes: codes and UTC instants as the API has them; else words, and instants in the dealer's zone",
    },
    answers: { 200: { description: "CSV with a head, UTF-8 with byte order mark", type: "text/csv" } },
  },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    mustSee(record, call);
    if (!may(record, call.person, "export")) throw notAllowed();
    const { limit: _, cursor: __, cells, language: ___, ...asked } = call.query;
    const language = exportLanguage(call);
    if (cells !== undefined && cells !== "codes" && cells !== "words")
      throw invalid([{ field: "cells", code: "unknown-value", message: "must be one of words, codes" }]);
    const typed = { ...questionOf(asked), limit: 200 };
    const columns = exported(record, call);
    const asking = { record, columns, known: call.known, language, labels: call.labels };
    const [question, first, reader] = await call.db.as(call.person, async (tx) => {
      const meant = await inDayZone(tx, record, call, typed);
      const page = listPage(tx, record, call.known, meant);
      return Promise.all([meant, page, cells === "codes" ? undefined : readerOf(tx, asking)]);
    });
    const head = columns.map((field) => call.labels?.(language, `${record.name}.field.${field}`) ?? field);
    if (reader && columns.some((column) => isInstant(record, column)))
      head.push(call.labels?.(language, "dealer.field.zone") ?? "zone");
    return {
      status: 200,
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${record.plural}.csv"`,
      },
      stream: Readable.from(csvPages(call, record, question, first, { columns, head, reader })),
    };
  },
});

/** The list's columns, and whose each row is for people who see several dealers. */
function exported(record: AnyRecord, { person }: PersonalCall): readonly string[] {
  const dealer = record.belongsTo?.dealer;
  const { columns } = record.list;
  return dealer && scopeOf(record, person) !== "own dealer" && !columns.includes(dealer)
    ? [...columns, dealer]
    : columns;
}

type FirstPage = Awaited<ReturnType<typeof listPage>>;
type Sheet = { columns: readonly string[]; head: readonly string[]; reader: Reader | undefined };
async function* csvPages(call: PersonalCall, record: AnyRecord, question: Question, first: FirstPage, sheet: Sheet) {
  const { columns, head, reader } = sheet;
  const hasZone = head.length > columns.length;
  const lineOf = (item: Record<string, unknown>): unknown[] => [
    ...columns.map((column) => (reader ? reader.cell(column, item) : item[column])),
    ...(reader && hasZone ? [reader.zone(item)] : []),
  ];
  yield `\uFEFF${csvLines([head])}`;
  for (let current: FirstPage | undefined = first; current; ) {
    yield csvLines(current.items.map(lineOf));
    const cursor: string | null = current.nextCursor;
    current =
      cursor === null
        ? undefined
        : await call.db.as(call.person, (tx) => listPage(tx, record, call.known, { ...question, cursor }));
  }
}

/** The language of an export: the one asked for by name, else the reader's. */
export function exportLanguage({ query, language }: PersonalCall): Language {
  const asked = query.language ?? query.lang;
  if (asked === undefined || isLanguage(asked)) return asked ?? language;
  throw invalid([{ field: "language", code: "unknown-value", message: `must be one of ${languages.join(", ")}` }]);
}

/** How a spreadsheet begins to calculate, in narrow and in full-width letters; a line break too, since some cut it off. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Lines of CSV in which no cell can become a formula: such a text stands behind an apostrophe. */
export const csvLines = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows as unknown[][], {
    quoted: true,
    record_delimiter: "\r\n",
    cast: { boolean: (value) => String(value), string: (value) => (formula.test(value) ? `'${value}` : value) },
  });
