import { z } from "zod";
import { may, scopeOf } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import { called, readShape } from "#platform/http/answer-shapes.ts";
import { givenAnswer, keptAnswer, keyedBy, replay, twiceAtMost } from "#platform/http/idempotency.ts";
import { invalid, notAllowed, Problem } from "#platform/http/problem.ts";
import { faultShape, problemShape } from "#platform/http/problem-shape.ts";
import { refusedWork } from "#platform/http/refused-work.ts";
import { type Answer, type PersonalCall, personal, type Route, writtenAnswer } from "#platform/http/route.ts";
import { read } from "#platform/http/shapes.ts";
import { presented } from "#platform/lists/index.ts";
import type { Compiled, TemplateFault, TemplateSource } from "#platform/mail/template.ts";
import type { MailWriter } from "#platform/mail/writer.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import { WorkRefused } from "#platform/workers/index.ts";
import { firstTemplate, type MailLanguage, mailLanguages } from "./first-templates.ts";
import type { Audience, LetterValues } from "./letter.ts";
import { currentTemplate, type StoredTemplate } from "./mail.queries.ts";
import { longestMail } from "./mail.record.ts";
import { mailTemplate } from "./mail-template.record.ts";
import { sampleValues } from "./sample-values.ts";

const record = mailTemplate as unknown as AnyRecord;

/** The values of a real lead, as far as the asking person sees it; null where it is not there. */
export type ValuesOfLead = (tx: Transaction, lead: string, language: string) => Promise<LetterValues | null>;
/** What templates are written for: the kinds that somebody writes letters of. */
export type TemplateDesk = { kinds: readonly string[]; valuesOfLead: ValuesOfLead; writer: MailWriter };

const sound = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();
const isSound = { error: "holds characters that cannot be kept" };
const said = {
  kind: z.string().min(1).max(60),
  audience: z.enum(["customer", "dealer"]),
  language: z.enum(mailLanguages),
  subject: z.string().min(1).max(500).refine(sound, isSound).overwrite(withoutSecrets),
  body: z.string().min(1).max(60_000).refine(sound, isSound).overwrite(withoutSecrets),
};
const written = z.strictObject({
  ...said,
  note: z.string().max(4000).refine(sound, isSound).overwrite(withoutSecrets).nullable().optional(),
});
const previewed = z.strictObject({ ...said, lead: z.uuid().nullable().optional() });
const shown = z.strictObject({ subject: z.string(), html: z.string(), text: z.string() });
const current = z.strictObject({
  kind: z.string(),
  audience: z.enum(["customer", "dealer"]),
  language: z.enum(mailLanguages),
  number: z.int().min(0),
  subject: z.string(),
  body: z.string(),
});
/** A broken template is refused at the place of the fault, with what the compiler said. */
const brokenFault = faultShape.extend({ line: z.int(), column: z.int(), said: z.string() });
const refusal = called(
  problemShape.extend({ errors: z.array(z.union([faultShape, brokenFault])).optional() }),
  "TemplateProblem",
);
type Which = { kind: string; audience: Audience; language: MailLanguage };

/** What headquarters does with templates beside listing and reading them. */
export const templateRoutes = (desk: TemplateDesk): Route[] => [
  currentRoute(desk),
  createRoute(desk),
  previewRoute(desk),
];

const currentRoute = (desk: TemplateDesk): Route => ({
  method: "GET",
  path: "/mail-templates/current",
  operation: "mail-template.current",
  summary: "The template that holds now; number 0 is the one Marque brings",
  policy: { sees: record },
  described: {
    query: { kind: "Such as appointment-confirmed", audience: "customer or dealer", language: "en, ja, zh or ru" },
    answers: { 200: { description: "Subject and body", shape: current } },
  },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    if (scopeOf(record, call.person) === undefined) throw notAllowed();
    const which = read(
      z.strictObject({ kind: said.kind, audience: said.audience, language: said.language }),
      call.query,
    );
    mustBeKnown(desk, which.kind);
    const [stored] = await call.db.as(call.person, (tx) =>
      tx.query<StoredTemplate>(currentTemplate(which.kind, which.audience, which.language)),
    );
    const first = firstTemplate(which.kind, which.audience, which.language) ?? { subject: "", body: "" };
    return { status: 200, body: { ...which, ...(stored ?? { number: 0, ...first }) } };
  },
});

const createRoute = (desk: TemplateDesk): Route => ({
  method: "POST",
  path: "/mail-templates",
  operation: "mail-template.create",
  summary: "Adds a version, which holds from now on; a broken one is refused at the place of the fault",
  policy: { makes: "create", on: record },
  described: { body: written, answers: { 201: { description: "The version", shape: readShape(record) } }, refusal },
  handle: async (anyCall) => {
    const call = mustWrite(personal(anyCall));
    const source = read(written, call.body);
    mustBeKnown(desk, source.kind);
    await compiled(desk, call, source, sampleValues(source.language));
    return twiceAtMost(() => call.db.as(call.person, (tx) => add(tx, call, source)));
  },
});

const templateKey = (tx: Transaction, { kind, audience, language }: Which): string =>
  [tx.actor.schema, kind, audience, language].join(":");

async function add(
  tx: Transaction,
  call: PersonalCall,
  source: Which & TemplateSource & { note?: string | null },
): Promise<Answer> {
  const keyed = keyedBy(call, call.person.profileId);
  // Whoever writes a version of the same template waits here, so that each gets a number of its own.
  await tx.query({
    text: "select pg_advisory_xact_lock(hashtextextended($1, 4603))",
    values: [templateKey(tx, source)],
  });
  const [[last], given] = await Promise.all([
    tx.query<StoredTemplate>(currentTemplate(source.kind, source.audience, source.language)),
    givenAnswer(tx, keyed),
  ]);
  const before = replay(given, keyed);
  if (before) return before;
  const row = begin(
    record,
    { ...source, note: source.note ?? null, id: newId(), number: (last?.number ?? 0) + 1 },
    tx.at,
    "UTC",
  );
  const answer = writtenAnswer({ status: 201, body: presented(record, row, tx.at), version: 1 });
  const by = { id: call.person.userId, name: call.person.userName };
  await tx.finish(insertStatement(record, [row], { move: "create", by, answer: keptAnswer(keyed, answer) }));
  return answer;
}

const previewRoute = (desk: TemplateDesk): Route => ({
  method: "POST",
  path: "/mail-templates/preview",
  operation: "mail-template.preview",
  summary: "Shows how a template reads, with the values of a lead or an example; keeps nothing",
  policy: { makes: "create", on: record },
  described: { body: previewed, answers: { 200: { description: "The mail", shape: shown } }, refusal },
  handle: async (anyCall) => {
    const call = mustWrite(personal(anyCall));
    const { lead, ...source } = read(previewed, call.body);
    mustBeKnown(desk, source.kind);
    const example = sampleValues(source.language);
    const ready = await compiled(desk, call, source, example);
    const real = lead ? await call.db.as(call.person, (tx) => desk.valuesOfLead(tx, lead, source.language)) : {};
    if (real === null) throw invalid([{ field: "lead", code: "unknown", message: "there is no such lead here" }]);
    const body = await worked(desk.writer.filled(call.person.tenant, ready, { ...example, ...real }));
    return { status: 200, body };
  },
});

function mustWrite(call: PersonalCall): PersonalCall {
  if (!may(record, call.person, "create")) throw notAllowed();
  return call;
}

function mustBeKnown({ kinds }: TemplateDesk, kind: string): void {
  if (!kinds.includes(kind))
    throw invalid([{ field: "kind", code: "unknown-code", message: `must be one of ${kinds.join(", ")}` }]);
}

/** The template ready to be filled in. Throws the problem that says what is wrong with it and where. */
async function compiled(
  { writer }: TemplateDesk,
  { person }: PersonalCall,
  { subject, body }: TemplateSource,
  values: LetterValues,
): Promise<Compiled> {
  const trial = { values, longest: longestMail };
  const made = await worked(writer.tried(person.tenant, { subject, body }, trial));
  if (!("markup" in made)) throw brokenTemplate(made);
  return made;
}

/** What takes too much is refused at the body, which alone can be large. */
async function worked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof WorkRefused ? refusedWork(error, "body") : error;
  }
}

function brokenTemplate({ part, line, column, message }: TemplateFault): Problem {
  // The reader's own words replace the message; what the compiler said stays beside it.
  const at: z.infer<typeof brokenFault> = {
    field: part,
    code: "broken-template",
    message,
    line,
    column,
    said: message,
  };
  return new Problem(422, "broken-template", `${part}, line ${line}, column ${column}: ${message}`, {
    field: part,
    errors: [at],
  });
}
