import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Actor, Person } from "#platform/access/index.ts";
import type { FormKey, ProfilesOf, Tenant } from "#platform/accounts/index.ts";
import type { Database } from "#platform/db/database.ts";
import type { Health } from "#platform/db/database-health.ts";
import type { Known } from "#platform/lists/index.ts";
import type { AnyRecord, Role } from "#platform/record/index.ts";
import type { Labels, Language } from "./languages.ts";

/** Who may call an operation; every operation has one, and what it says is printed in printed/access.md. */
export type Policy =
  | { readonly open: string }
  /** By the key of a program, never of a form. */
  | { readonly formKey: string }
  /** `alsoAfterwards`: asked again under an Idempotency-Key it is answered although its session is over. */
  | { readonly signedIn: string; readonly alsoAfterwards?: true }
  | { readonly roles: readonly Role[]; readonly because: string }
  | { readonly sees: AnyRecord }
  | { readonly makes: string; readonly on: AnyRecord };

/** What the routes stand on once the house is open. */
export type Open = {
  db: Database;
  known: Known;
  profilesOf: ProfilesOf;
  labels?: Labels;
  /** How the database is, watched beside it. */
  health?: { now(): Health };
};
/** The house while it opens: `stage` is told to whoever asks too early. */
export type Opening = { stage: string; open?: Open; page?: (stage: string) => string; isDemo?: boolean };

/** One request, read: parameters and query are text; the body is what JSON said, not yet checked. */
export type Call = {
  readonly db: Database;
  readonly known: Known;
  readonly profilesOf: ProfilesOf;
  readonly labels?: Labels;
  /** The language in which the reader is answered. */
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly path: string;
  readonly address: string;
  /** The person behind the call; routes with an `open` or `formKey` policy have none. */
  readonly person: Person | null;
  /** The key of the program or the form behind the call. */
  readonly formKey: FormKey | null;
  readonly session: { secret: string; account: string; tenant: Tenant; isBrowser: boolean } | null;
};
/** A call with its person: what every route of a record gets. */
export type PersonalCall = Call & { readonly person: Person };

export type Answer = {
  status: number;
  body?: unknown;
  /** The body as it is sent, where it is kept too: what is sent and what is kept are written once. */
  text?: string | undefined;
  version?: number | undefined;
  headers?: Record<string, string>;
  /** A body that is written as it comes: an export, the event stream. */
  stream?: Readable;
};

/** An answer whose JSON stands: sent as it is, now and under the same Idempotency-Key again. */
export type WrittenAnswer = Answer & { readonly text: string | undefined };
export const writtenAnswer = (answer: Answer): WrittenAnswer => ({ ...answer, text: JSON.stringify(answer.body) });

/** What an operation answers: JSON of a shape, or text or bytes of a media type. */
type Told = { readonly description: string } & ({ readonly shape: z.ZodType } | { readonly type: string });
/** What an operation takes and gives, for OpenAPI; what is sent is checked by the route itself, in the order of refusals. */
export type Described = {
  readonly body?: z.ZodType;
  readonly query?: Readonly<Record<string, string>>;
  readonly answers: { readonly [S in 200 | 201 | 202]?: Told } & { readonly 204?: { readonly description: string } };
  readonly changes?: boolean;
  /** Statuses of refusals beyond those that follow from method, path and policy. */
  readonly problems?: readonly number[];
  /** The shape of its 422, where that offers more than a problem tells everywhere. */
  readonly refusal?: z.ZodType;
};

export type Route = {
  readonly method: "GET" | "POST" | "PATCH";
  /** Path below /api/v1 with parameters as `{id}`. */
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly policy: Policy;
  readonly described: Described;
  readonly handle: (call: Call) => Promise<Answer>;
};

/** The person of a call whose policy made sure that there is one. */
export function personal(call: Call): PersonalCall {
  if (!call.person) throw new Error(`${call.path} was reached without a person`);
  return call as PersonalCall;
}
/** The actor of a call that needs one. */
export const actorOf = (call: Call): Actor => personal(call).person;
