/** A time that was free when the server answered. */
export type Offered = { startsAt: string; endsAt: string };
/** `line` and `column` (from 1) where a text of many lines is wrong at one place, and what its compiler `said`. */
export type FieldError = {
  field: string;
  code: string;
  message: string;
  line?: number;
  column?: number;
  said?: string;
};
type ProblemBody = {
  reason?: string;
  title?: string;
  detail?: string;
  field?: string;
  errors?: FieldError[];
  traceId?: string;
  nextSlots?: readonly Offered[];
};

/** A refusal or failure of the server (RFC 9457). `status` 0: no answer came, nobody knows whether the act took effect. */
export class Problem extends Error {
  readonly status: number;
  /** Stable word that the labels explain: `<record>.refusal.<reason>` or `problem.<reason>`. */
  readonly reason: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly errors: readonly FieldError[];
  readonly traceId: string | undefined;
  /** Free times that the server offers instead of one that is taken; none where it offers none. */
  readonly nextSlots: readonly Offered[];

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? body.reason ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.reason = body.reason ?? reasonOf(status);
    this.detail = body.detail ?? body.title ?? "";
    this.field = body.field;
    this.errors = body.errors ?? [];
    this.traceId = body.traceId;
    this.nextSlots = body.nextSlots ?? [];
  }
}

const reasons: Record<number, string> = {
  0: "no-answer",
  401: "not-signed-in",
  403: "not-allowed",
  404: "not-found",
  412: "stale",
  428: "version-missing",
  429: "too-many-requests",
};
const reasonOf = (status: number): string => reasons[status] ?? (status >= 500 ? "server-error" : "refused");

/** The server said no for good: sending the same again changes nothing. */
export const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408;
export const isNotFound = (error: unknown): boolean => error instanceof Problem && error.status === 404;
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, { detail: error instanceof Error ? error.message : String(error) });
