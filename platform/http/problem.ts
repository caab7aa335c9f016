/** One fault in what was sent: the field (or parameter), a stable code, a sentence. */
export type Fault = { field: string; code: string; message: string };

/** A refusal as RFC 9457 tells it: a stable reason that ends its `type`, the field at fault, a status. */
export class Problem extends Error {
  readonly status: number;
  readonly reason: string;
  readonly field?: string | undefined;
  readonly errors?: readonly Fault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** What the refusal offers beside its reason, as members of their own. */
  readonly offers: Readonly<Record<string, unknown>>;
  constructor(
    status: number,
    reason: string,
    detail: string,
    more: {
      field?: string | undefined;
      errors?: readonly Fault[];
      headers?: Record<string, string>;
      offers?: Record<string, unknown>;
    } = {},
  ) {
    super(detail);
    this.status = status;
    this.reason = reason;
    this.field = more.field;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
    this.offers = more.offers ?? {};
  }
}

const titles: Readonly<Record<number, string>> = {
  400: "The request cannot be read",
  401: "Sign in first",
  403: "Not allowed for this profile",
  404: "Not found",
  405: "Not possible here",
  408: "Too slow",
  409: "In conflict",
  412: "Changed in the meantime",
  413: "Too large",
  414: "Address too long",
  415: "Not JSON",
  417: "Expectation not met",
  421: "Not this machine",
  422: "Refused",
  428: "Say which version you change",
  429: "Too many requests",
  431: "Headers too large",
  500: "Something went wrong here",
  503: "Not ready yet",
};

export const problemType = (reason: string): string => `https://marque.dev/problems/${reason}`;

/** The body of `application/problem+json`. */
export const problemBody = (problem: Problem, traceId: string) => ({
  type: problemType(problem.reason),
  title: titles[problem.status] ?? "Refused",
  status: problem.status,
  detail: problem.message,
  reason: problem.reason,
  ...(problem.field ? { field: problem.field } : {}),
  ...(problem.errors ? { errors: problem.errors } : {}),
  ...problem.offers,
  traceId,
});

export const signInFirst = () =>
  new Problem(401, "not-signed-in", "Sign in, or send a token.", { headers: { "www-authenticate": "Bearer" } });
export const notFound = () =>
  new Problem(404, "not-found", "There is no such thing here, or this profile may not see it.");
export const tooMany = (waitSeconds: number, detail: string) =>
  new Problem(429, "too-many-requests", detail, { headers: { "retry-after": String(waitSeconds) } });
export const notAllowed = () => new Problem(403, "not-allowed", "This profile may see it but not do this.");
export const refused = (reason: string, field?: string) =>
  new Problem(422, reason, `Refused: ${reason.replaceAll("-", " ")}.`, {
    field,
    ...(field ? { errors: [{ field, code: reason, message: reason.replaceAll("-", " ") }] } : {}),
  });
export const invalid = (errors: readonly Fault[]) =>
  new Problem(422, "invalid-input", errors.map((e) => `${e.field}: ${e.message}`).join("; "), {
    field: errors[0]?.field,
    errors,
  });
