import { moveRoute } from "#platform/http/change-routes.ts";
import { notFound } from "#platform/http/problem.ts";
import { csvRoute, historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import { personal, type Route } from "#platform/http/route.ts";
import { rowStatement } from "#platform/lists/read.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { mail, mailTemplate, receivedMail } from "./index.ts";
import { mailDesk } from "./mail.desk.ts";
import { type TemplateDesk, templateRoutes } from "./mail-template.routes.ts";

const [mails, templates, received] = [mail, mailTemplate, receivedMail] as readonly unknown[] as [
  AnyRecord,
  AnyRecord,
  AnyRecord,
];

/** Every operation on mails, their templates and what came back. */
export const mailRoutes = (desk: TemplateDesk): Route[] => [
  listRoute(mails),
  csvRoute(mails),
  readRoute(mails, mailDesk),
  historyRoute(mails),
  pageRoute,
  moveRoute(mailDesk, "send-again"),
  moveRoute(mailDesk, "arrived"),
  moveRoute(mailDesk, "drop"),
  ...templateRoutes(desk),
  listRoute(templates),
  readRoute(templates),
  historyRoute(templates),
  listRoute(received),
  readRoute(received),
];

/** What was written by a template may hold anything: it is shown without scripts, without addresses of its own, in a sandbox. */
const sandboxed =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox";
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** GET /mails/{id}/page: the mail as its reader sees it. */
const pageRoute: Route = {
  method: "GET",
  path: "/mails/{id}/page",
  operation: "mail.page",
  summary: "The mail as its reader sees it, as a document without scripts",
  policy: { sees: mails },
  described: { answers: { 200: { description: "The written mail", type: "text/html" } } },
  handle: async (anyCall) => {
    const call = personal(anyCall);
    const id = call.params.id ?? "";
    if (!uuid.test(id)) throw notFound();
    const [row] = await call.db.as(call.person, (tx) =>
      tx.query<{ html: string | null }>(rowStatement(mails, tx.actor, id)),
    );
    if (!row?.html) throw notFound(); // one that was not written yet has no page
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": sandboxed };
    return { status: 200, headers, body: row.html };
  },
};
