import assert from "node:assert/strict";
import test from "node:test";
import type { Person } from "#platform/access/index.ts";
import { columnOf, columnsOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Statement } from "#platform/db/database.ts";
import { countStatement, pageStatement, type Question } from "#platform/lists/index.ts";
import { plant, type Subject } from "./subject.ts";

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  Alias?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  Plans?: Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Copies of one row by SQL alone, `rows` of them: the dealers take turns, one opens every minute backwards. The search's index would take longest. */
async function fill(subject: Subject, rows: number, codes: readonly string[]): Promise<void> {
  const { record, ground } = subject;
  const key = await plant(subject, codes[0] ?? "ALDER");
  const own: Record<string, string> = {
    [keyColumn(record)]: "uuidv7()",
    [columnOf(record.belongsTo?.dealer ?? "")]: "($1::text[])[1 + n % cardinality($1::text[])]",
    created_at: "r.created_at - n * interval '1 minute'",
  };
  const columns = columnsOf(record).map(({ column }) => column);
  await ground.bare(`drop index if exists ${tableOf(record)}_search`);
  await ground.bare(
    `insert into ${tableOf(record)} (${columns.join(", ")}) select ${columns.map((column) => own[column] ?? `r.${column}`).join(", ")}
    from ${tableOf(record)} r, generate_series(1, ${rows}) n where r.${keyColumn(record)}::text = $2`,
    [codes, key],
  );
  await ground.bare(`analyze ${tableOf(record)}`);
}

/**
 * On a hundred thousand rows, under row-level security, the list reads what it shows through an index. `codes` are dealers
 * that the record's table may name, ALDER among them: some forty, since among few dealers the newest rows of all are near enough. A
 * ground of its own: the rows stay.
 */
export function plansSuite(subject: Subject, codes: readonly string[], rows = 100_000): void {
  const { record, ground } = subject;
  const table = tableOf(record);
  const question: Question = { filters: [], limit: 50 };
  const ready = fill(subject, rows, codes);

  /** How PostgreSQL answers the person, run once for real. */
  const planFor = (person: Person, make: (at: string) => Statement): Promise<Node[]> =>
    ground.database.as(person, async (tx) => {
      const { text, values } = make(tx.at);
      const [row] = await tx.query<{ "QUERY PLAN": [{ Plan: Node }] }>({
        text: `explain (analyze, format json) ${text}`,
        values,
      });
      return row ? nodesOf(row["QUERY PLAN"][0].Plan) : [];
    });
  const page = (person: Person, more: Partial<Question> = {}): Promise<Node[]> =>
    planFor(person, (at) => pageStatement(record, ground.known, person, { ...question, ...more }, at));
  const isRead = (node: Node): boolean => node["Relation Name"] === table && node.Alias === "r";

  test(`${record.plural}: a dealer's page of fifty among ${rows} rows comes out of the dealer's index, first page and later ones`, async () => {
    await ready;
    const advisor = ground.person("advisor");
    const path = `/${record.plural}?limit=50`;
    const { body } = await ground.ask(advisor, { path });
    assert.equal((body.items as unknown[]).length, 50);
    for (const cursor of [undefined, String(body.nextCursor)]) {
      const nodes = await page(advisor, { cursor });
      assert.deepEqual(
        nodes.filter(isRead).map((node) => [node["Node Type"], node["Index Name"], node["Actual Rows"]]),
        [["Index Scan", `${table}_of_dealer`, 51]],
      );
      assert.ok(!nodes.some((node) => /Sort/.test(node["Node Type"])), "nothing is sorted");
    }
  });

  test(`${record.plural}: no list of any role, and no count, reads all of ${rows} rows in turn`, async () => {
    await ready;
    for (const person of ground.people.filter((one) => one.tenant === "home" && record.see[one.role] !== undefined)) {
      const listed = await page(person);
      const counted = await planFor(person, (at) => countStatement(record, person, question, at));
      const read = [...listed, ...counted]
        .filter(isRead)
        .map((node) => ({ how: node["Node Type"], rows: node["Actual Rows"] }));
      assert.ok(
        listed.filter(isRead).every((node) => node["Node Type"] !== "Seq Scan"),
        `${person.role}: ${JSON.stringify(read)}`,
      );
      for (const one of counted.filter(isRead))
        assert.ok(
          one["Actual Rows"] <= 1001 || one["Node Type"].startsWith("Bitmap"),
          `${person.role} counts: ${JSON.stringify(read)}`,
        );
    }
  });
}
