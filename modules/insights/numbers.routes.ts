import { Readable } from "node:stream";
import { may, scopeOf } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { notAllowed } from "#platform/http/problem.ts";
import { csvLines, exportLanguage } from "#platform/http/read-routes.ts";
import { type PersonalCall, personal, type Route } from "#platform/http/route.ts";
import type { WorkRoom } from "#platform/workers/index.ts";
import { codeNames } from "./code-names.queries.ts";
import { regionalMedian } from "./median.queries.ts";
import { numbersShape } from "./numbers.answers.ts";
import { readNumbers, scopedDealers } from "./numbers.queries.ts";
import { type Question, questionOf } from "./question.ts";
import { sheetOf } from "./sheet.ts";
import { sheetPages } from "./sheet-pdf.pages.ts";
import { readPrinted } from "./sheet-pdf.queries.ts";
import { pdfOf } from "./sheet-pdf.ts";
import { sheetWords } from "./sheet-pdf.words.ts";
import type { Subject } from "./subject.ts";

const asked = {
  from: "First day of assignment, in each row's dealer's zone; sixty days with the last one where left out",
  to: "Last day; today where left out",
  dealer: "One dealer of your scope",
  region: "The dealers of one region of your scope",
  class: "A report class (AL-62)",
  by: "What stands beside each other: dealer, day, week, month, or a field",
  beside:
    "What else is told by lines as of the same moment, with commas: dealer, or fields; only what the service levels are made of",
};
/** Everything that one answer tells, read in one transaction as of its moment. */
async function tell(tx: Transaction, subject: Subject, call: PersonalCall) {
  const dealers = await scopedDealers(tx, exportLanguage(call));
  const question = questionOf(call.query, subject, dealers);
  const [numbers, median] = await Promise.all([readNumbers(tx, subject, question), regionalMedian(tx)]);
  return { asOf: tx.at, from: question.from, to: question.to, dealers, median, question, ...numbers };
}

/** Days, and of one dealer or region its code: `numbers-SAKURA-2026-09-25-2026-11-23`. */
function fileName({ person, query }: PersonalCall, { from, to }: Question): string {
  const whose = person.dealer ?? query.dealer ?? query.region ?? person.region;
  return ["numbers", ...(whose === null ? [] : [whose.replace(/[^\w-]/g, "_")]), from, to].join("-");
}

const mustSee = ({ record }: Subject, call: PersonalCall): void => {
  if (scopeOf(record, call.person) === undefined) throw notAllowed();
};

/** GET /numbers/…: the counts and service levels of a question, and the list behind each of them. */
const readRoute = (subject: Subject): Route => ({
  method: "GET",
  path: `/numbers/${subject.record.plural}`,
  operation: `${subject.record.name}.numbers`,
  summary: "Counts and service levels, with the lists behind them",
  policy: { sees: subject.record },
  described: { query: asked, answers: { 200: { description: "Numbers as of one moment", shape: numbersShape } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    mustSee(subject, call);
    const { question: _, ...body } = await call.db.look(call.person, (tx) => tell(tx, subject, call));
    return { status: 200, body };
  },
});

/** GET /numbers/….csv: the lines of the same question as a sheet. */
const csvRoute = (subject: Subject): Route => ({
  method: "GET",
  path: `/numbers/${subject.record.plural}.csv`,
  operation: `${subject.record.name}.numbers-export`,
  summary: "The numbers of a question as a sheet",
  policy: { makes: "export", on: subject.record },
  described: { query: asked, answers: { 200: { description: "CSV with a head", type: "text/csv" } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    mustSee(subject, call);
    if (!may(subject.record, call.person, "export")) throw notAllowed();
    const language = exportLanguage(call);
    const told = await call.db.look(call.person, async (tx) => {
      const [names, numbers] = await Promise.all([codeNames(tx, language), tell(tx, subject, call)]);
      return { ...numbers, names };
    });
    const sheet = sheetOf(subject, told, (key) => call.labels?.(language, key));
    return {
      status: 200,
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName(call, told.question)}.csv"`,
      },
      stream: Readable.from([`\uFEFF${csvLines(sheet)}`]),
    };
  },
});

/** GET /numbers/….pdf: the same question on A4 pages. */
const pdfRoute = (subject: Subject, room: WorkRoom): Route => ({
  method: "GET",
  path: `/numbers/${subject.record.plural}.pdf`,
  operation: `${subject.record.name}.numbers-print`,
  summary: "The numbers of a question on paper",
  policy: { makes: "export", on: subject.record },
  described: { query: asked, answers: { 200: { description: "A4 pages", type: "application/pdf" } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    mustSee(subject, call);
    if (!may(subject.record, call.person, "export")) throw notAllowed();
    const language = exportLanguage(call);
    const told = await call.db.look(call.person, (tx) => readPrinted(tx, subject, call.query, language));
    const pages = sheetPages(told, sheetWords(language), call.session?.tenant.name ?? "");
    const bytes = await pdfOf(room, call.person.tenant, pages);
    return {
      status: 200,
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="${fileName(call, told.question)}.pdf"`,
      },
      stream: Readable.from([bytes]),
    };
  },
});

/** Every operation on the numbers of a record; pages are set in a thread of the room. */
export const numbersRoutes = (subject: Subject, room: WorkRoom): Route[] => [
  readRoute(subject),
  csvRoute(subject),
  pdfRoute(subject, room),
];
