import { asSystem } from "#platform/access/index.ts";
import type { FormKey } from "#platform/accounts/index.ts";
import { awayReason } from "#platform/db/away.ts";
import { type Database, isRefusedByDatabase } from "#platform/db/database.ts";
import {
  givenAnswer,
  type Keyed,
  keepAnswers,
  keptAnswer,
  keyedBy,
  replay,
  twiceAtMost,
} from "#platform/http/idempotency.ts";
import { type Answer, type Call, type WrittenAnswer, writtenAnswer } from "#platform/http/route.ts";
import { read } from "#platform/http/shapes.ts";
import { together } from "#platform/http/together.ts";
import type { Foundations } from "./foundations.ts";
import { type Heard, hear, intakeShape, type Origin } from "./intake.ts";
import { openLeads, writeLeads } from "./open-leads.ts";
import type { Opened } from "./opened-lead.ts";

/** Somebody's wish on its way in, by a form key. */
type Wish = { db: Database; foundations: Foundations; key: FormKey; heard: Heard; keyed: Keyed | undefined };

/** Takes in a lead by the form key of the call: a program's way in, and the public form's. Throws the problems of the body. */
export async function takeIn(
  foundations: Foundations,
  call: Call,
  wording?: (purpose: string) => string,
): Promise<Answer> {
  const key = call.formKey;
  if (!key) throw new Error(`${call.path} was reached without a form key`);
  const origin: Origin = {
    source: key.source,
    campaign: "contact-request",
    drivenBy: "customer",
    dealer: null,
    defaultDealer: key.tenant.defaultDealer,
    country: key.tenant.country,
    wording: wording ?? (() => `form ${key.name}`),
  };
  const keyed = keyedBy(call, `form ${key.id}`);
  const heard = hear(read(intakeShape, call.body), origin);
  const wish = { db: call.db, foundations, key, heard, keyed };
  return doorOf(wish)(wish);
}

type Door = (wish: Wish) => Promise<Answer>;
const doors = new WeakMap<Database, Map<string, Door>>();
/** The one door of a tenant through which wishes come in together, so that a rush of them costs few transactions. */
function doorOf({ db, key }: Wish): Door {
  const ofTenants = doors.get(db) ?? new Map<string, Door>();
  doors.set(db, ofTenants);
  const door =
    ofTenants.get(key.tenant.schema) ??
    together<Wish, Answer>({
      atMost: 64,
      wordsOf: ({ heard, keyed }) => [...heard.words, ...(keyed ? [`${keyed.owner} ${keyed.key}`] : [])],
      act: (wishes) => twiceAtMost(() => takeInAll(wishes)),
      isUndone: isRefusedByDatabase,
      isForAll: (error) => awayReason(error) !== undefined,
    });
  ofTenants.set(key.tenant.schema, door);
  return door;
}

/** Takes in wishes of one tenant in one transaction; what was answered before under the same key is answered so again. */
function takeInAll(wishes: readonly Wish[]): Promise<(Answer | Error)[]> {
  const [{ db, foundations, key }] = wishes as [Wish];
  return db.as(asSystem(key.tenant, "a lead taken in by a form key"), async (tx) => {
    const asked = wishes.map(({ keyed }) => givenAnswer(tx, keyed));
    const opening = openLeads(
      foundations,
      tx,
      wishes.map(({ heard }) => heard),
    );
    const [given, opened] = await Promise.all([Promise.all(asked), opening]);
    const before = wishes.map(({ keyed }, nth) => answeredBefore(given[nth] ?? [], keyed));
    const isNew = (one: Opened | Error | undefined, nth: number): one is Opened =>
      before[nth] === undefined && one !== undefined && !(one instanceof Error);
    const fresh = opened.map(answerOf);
    const answers = wishes.map((_, nth) => before[nth] ?? fresh[nth] ?? answerOf(undefined));
    const kept = wishes.flatMap(({ keyed }, nth) => {
      const answer = fresh[nth];
      if (!isNew(opened[nth], nth) || !answer || answer instanceof Error) return [];
      return keptAnswer(keyed, answer) ?? [];
    });
    const writes = writeLeads(foundations, opened.filter(isNew), { move: "create", by: null });
    if (writes.length > 0) await tx.finish(...writes, ...keepAnswers(kept));
    return answers;
  });
}

/** The answer given before under this key, or that the key was given for another request. */
function answeredBefore(stored: Parameters<typeof replay>[0], keyed: Keyed | undefined): Answer | Error | undefined {
  try {
    return replay(stored, keyed);
  } catch (problem) {
    return problem as Error;
  }
}

const answerOf = (opened: Opened | Error | undefined): WrittenAnswer | Error =>
  opened === undefined || opened instanceof Error
    ? (opened ?? new Error("a wish was not answered"))
    : writtenAnswer({ status: 201, body: { id: opened.row.id, dealer: opened.row.dealer } });
