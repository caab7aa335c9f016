/** How work is done together. */
export type Together<T, R> = {
  /** At most so many are done at once. */
  atMost: number;
  /** Two that share one of these words are never in the same batch: the second must find what the first wrote. */
  wordsOf: (item: T) => readonly string[];
  /** Does all or nothing, and answers in the order asked; an error among the answers is that one's alone. */
  act: (items: readonly T[]) => Promise<readonly (R | Error)[]>;
  /** Whether an error of `act` says for sure that nothing was done; then each is done alone, so that none suffers for another. */
  isUndone: (error: unknown) => boolean;
  /** Whether it would be the same for everybody else now, so that nobody waits behind it to be told so too. */
  isForAll: (error: unknown) => boolean;
};
type Waiting<T, R> = { item: T; isAlone: boolean; resolve: (result: R) => void; reject: (error: unknown) => void };

/**
 * Does together, one batch after the other, what is asked while something is under way; who asks alone is served at once. What
 * fails for everybody is told to all who wait: at once where nobody knows what was done, else when it befalls two in a row.
 */
export function together<T, R>(how: Together<T, R>): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let isUnderWay = false;
  let failedInARow = 0;
  const serveAll = async (): Promise<void> => {
    if (isUnderWay) return;
    isUnderWay = true;
    while (waiting.length > 0) {
      const [batch, rest] = nextBatch(waiting, how);
      waiting = rest; // who comes meanwhile stands behind them
      const failed = await serve(batch, how);
      if (failed === undefined) {
        failedInARow = 0;
        continue;
      }
      const { error } = failed;
      if (batch.length > 1 && how.isUndone(error)) {
        waiting = [...batch.map((one) => ({ ...one, isAlone: true })), ...waiting];
        continue;
      }
      failedInARow += 1;
      const isEverybodys = how.isForAll(error) && (failedInARow > 1 || !how.isUndone(error));
      for (const { reject } of isEverybodys ? [...batch, ...waiting] : batch) reject(error);
      if (isEverybodys) waiting = [];
    }
    isUnderWay = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, isAlone: false, resolve, reject });
      void serveAll();
    });
}

/** Who may go together with the one that waits longest, and who goes on waiting, both in the order of coming. */
function nextBatch<T, R>(
  waiting: readonly Waiting<T, R>[],
  { atMost, wordsOf }: Together<T, R>,
): [Waiting<T, R>[], Waiting<T, R>[]] {
  const said = new Set<string>();
  const [batch, rest]: [Waiting<T, R>[], Waiting<T, R>[]] = [[], []];
  for (const one of waiting) {
    const words = wordsOf(one.item);
    const isWithOthers = !one.isAlone && !batch[0]?.isAlone;
    const goes = batch.length === 0 || (isWithOthers && batch.length < atMost && !words.some((word) => said.has(word)));
    // also the words of those that must wait, so that nobody overtakes them
    for (const word of words) said.add(word);
    (goes ? batch : rest).push(one);
  }
  return [batch, rest];
}

/** Answers everybody in the batch unless it fails as a whole; never throws. */
async function serve<T, R>(
  batch: readonly Waiting<T, R>[],
  how: Together<T, R>,
): Promise<{ error: unknown } | undefined> {
  try {
    const answers = await how.act(batch.map(({ item }) => item));
    for (const [nth, { resolve, reject }] of batch.entries()) {
      const answer = answers[nth];
      if (answer instanceof Error) reject(answer);
      else resolve(answer as R);
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}
