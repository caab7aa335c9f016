import { known } from "#apps/house.ts";
import type { Person } from "#platform/access/index.ts";
import type { Database } from "#platform/db/database.ts";
import { Problem } from "#platform/http/problem.ts";
import type { Answer, Call, Route } from "#platform/http/route.ts";

/** An appointment as an answer names it. */
export type Plan = { id: string; version: number };

/** Asks a route without HTTP between; throws what it refuses. `to` is the record that changes. */
export function askDesk(db: Database, person: Person, route: Route, body: object, to?: Plan): Promise<Answer> {
  const headers = to ? { "if-match": `"${to.version}"` } : {};
  const call: Call = {
    ...{ db, known, profilesOf: async () => null, formKey: null, body, person, session: null },
    ...{ params: to ? { id: to.id } : {}, query: {}, headers, path: route.path, address: "127.0.0.1", language: "en" },
  };
  return route.handle(call);
}

/** What came of a question, for counting: the status, the reason of a refusal, and the appointment where there is one. */
export type Reply = { answer: string; status: number; body?: Plan };

/** Asks and gives every refusal as an answer; an error that nobody foresaw is the 500 that HTTP would make of it. */
export async function replyOf(answer: Promise<Answer>): Promise<Reply> {
  try {
    const { status, body } = await answer;
    return { answer: String(status), status, body: body as Plan };
  } catch (error) {
    if (error instanceof Problem) return { answer: `${error.status} ${error.reason}`, status: error.status };
    const code = error instanceof Error && "code" in error ? error.code : error;
    return { answer: `500 ${code}`, status: 500 };
  }
}
