/** One request at a door, as it goes out. */
export type Try = { method: string; path: string; headers: Record<string, string>; body?: string; told: string };

type Operation = { method: string; path: string };

/** Every operation of the printed document. */
export function operationsOf(document: { paths: Record<string, Record<string, unknown>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

/** What is wrong with a request: its address, headers and body. */
type Twist = (id: string) => { query?: string; headers?: Record<string, string>; body?: string };
const json = { "content-type": "application/json" };
const twists: Readonly<Record<string, Twist>> = {
  "nothing said": () => ({}),
  "broken JSON": () => ({ headers: json, body: '{"status": ' }),
  "a list for an object": () => ({ headers: { ...json, "if-match": '"1"' }, body: "[]" }),
  "fields that nobody knows": () => ({
    headers: { ...json, "if-match": '"1"' },
    body: JSON.stringify({ id: "x", dealer: "FUJI", status: "closed-with-sale", role: "admin", version: 99 }),
  }),
  "values of another kind": (id) => ({
    headers: { ...json, "if-match": '"1"' },
    body: JSON.stringify({ channel: 7, at: "yesterday", reason: null, vin: [id], email: "no address" }),
  }),
  "a number for a version": () => ({ headers: { ...json, "if-match": "*" }, body: "{}" }),
  "an odd question": () => ({ query: "?limit=-1&cursor=%00&sort=nothing&filter[x][y]=z" }),
  "a foreign reference": (id) => ({
    headers: { ...json, "if-match": '"1"' },
    body: JSON.stringify({ lead: id, customer: id, vehicle: id, at: "2030-01-01T09:00:00Z" }),
  }),
  "another kind of text": () => ({ headers: { "content-type": "text/plain" }, body: "hello" }),
  "a body too large": () => ({ headers: json, body: JSON.stringify({ notes: "x".repeat(300_000) }) }),
};

/** A row of numbers that follow from the first: the same tries every time. */
function* numbersFrom(seed: number): Generator<number> {
  for (let n = seed; ; ) {
    n = (n * 1_103_515_245 + 12_345) % 2 ** 31;
    yield n;
  }
}

/** As many tries as asked, of every operation, asker and twist in turn, always the same ones. */
export function triesOf(
  operations: readonly Operation[],
  askers: Readonly<Record<string, Record<string, string>>>,
  ids: readonly string[],
  count: number,
): Try[] {
  const chance = numbersFrom(4600);
  const one = <T>(all: readonly T[]): T => all[Number(chance.next().value) % all.length] as T;
  return Array.from({ length: count }, (_, n) => {
    const { method, path } = operations[n % operations.length] as Operation;
    const [who, headers] = one(Object.entries(askers));
    const [what, twist] = one(Object.entries(twists));
    const id = one(ids);
    const twisted = twist(id);
    return {
      method,
      path: path.replace(/\{\w+\}/g, id) + (twisted.query ?? ""),
      headers: { ...headers, ...twisted.headers },
      ...(method === "GET" || twisted.body === undefined ? {} : { body: twisted.body }),
      told: `${who}, ${what}: ${method} ${path}`,
    };
  });
}
