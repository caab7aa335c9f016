/** The same numbers in every run for a seed: each call gives one from 0 to below `most`. */
export function diceOf(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most); // the high bits: the low ones repeat soon
  };
}
