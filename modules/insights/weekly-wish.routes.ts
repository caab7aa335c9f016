import { z } from "zod";
import { staff } from "#modules/network/index.ts";
import { asSystem, type Person } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { Problem } from "#platform/http/problem.ts";
import { type PersonalCall, personal, type Route } from "#platform/http/route.ts";
import { read } from "#platform/http/shapes.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { weeklyManagers } from "./weekly-managers.ts";

const shape = z.strictObject({ isWanted: z.boolean() });
const policy = { roles: weeklyManagers, because: "one's own Monday mail" };
const path = "/numbers/weekly-mail";

type Own = { version: number; isUnwanted: boolean };
const own = ({ userId }: Person) => ({
  name: "weekly:own",
  text: `select version, is_without_weekly_mail as "isUnwanted" from staff where id = $1`,
  values: [userId],
});

/** A profile of a region or of the market stands at no dealer, so its own row is in nobody's scope: the program reads and writes it. */
const itself = ({ tenant, schema }: Person) =>
  asSystem({ code: tenant, schema }, "a manager's own wish for the Monday mail");

/** Whether one's own Monday mail is wanted (GET), and saying so (POST): nobody else's, and no other field of the person. */
export const weeklyWishRoutes: readonly Route[] = [
  {
    method: "GET",
    path,
    operation: "weekly-mail.read",
    summary: "Whether I get the numbers by mail on Mondays",
    policy,
    described: { answers: { 200: { description: "My wish", shape } } },
    handle: async (anyCall) => {
      const { db, person } = personal(anyCall);
      const [row] = await db.as(itself(person), (tx) => tx.query<Own>(own(person)));
      return { status: 200, body: { isWanted: row?.isUnwanted === false } };
    },
  },
  {
    method: "POST",
    path,
    operation: "weekly-mail.wish",
    summary: "Says whether I want the numbers by mail on Mondays; a mail that is planned already is dropped",
    policy,
    described: { body: shape, answers: { 200: { description: "My wish", shape } } },
    handle: async (anyCall) => {
      const call = personal(anyCall);
      const { isWanted } = read(shape, call.body);
      await call.db.as(itself(call.person), (tx) => wish(tx, call, isWanted));
      return { status: 200, body: { isWanted } };
    },
  },
];

/** Saying the same again changes nothing, so nothing needs to be kept under an Idempotency-Key. */
async function wish(tx: Transaction, { person }: PersonalCall, isWanted: boolean): Promise<void> {
  const [row] = await tx.query<Own>({
    ...own(person),
    name: "weekly:own-held",
    text: `${own(person).text} for update`,
  });
  if (!row) throw new Problem(404, "not-found", "There is nobody of this account.");
  if (row.isUnwanted === !isWanted) return;
  const change = { key: person.userId, version: row.version, set: { isWithoutWeeklyMail: !isWanted }, at: tx.at };
  const by = { id: person.userId, name: person.userName };
  const anybody = { text: "true", values: [] };
  await tx.finish(changeStatement(staff as unknown as AnyRecord, [change], { move: "edit", by }, anybody));
}
