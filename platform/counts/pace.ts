/** A counter works at most a tenth of the time, so that it leaves the machine to those whose changes it counts. */
const restPerWork = 9;
/** However much there is to count, a cell waits no longer than this and its counting: five seconds in all are allowed. */
const longestRestMs = 3_000;

/** How long, in milliseconds of the machine, a counter rests after it worked for `workedMs`. */
export const restMs = (workedMs: number): number => Math.min(longestRestMs, restPerWork * workedMs);
