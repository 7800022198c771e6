/**
 * R's `sample` since R 3.6 ("Rejection"): which of n items are drawn, by their numbers 0 … n − 1.
 *
 * To draw a number below n, R draws as many random bits as n − 1 has, and repeats this until the number is
 * below n, so that all numbers are equally likely. Probabilities that differ: without replacement, R goes through the
 * items in order of decreasing probability until their sum exceeds a uniform number. With replacement it does
 * the same or, if more than 200 items are likely, uses Walker's alias method (1977), which needs one
 * comparison for each draw.
 */

/** Uniform numbers strictly between 0 and 1. */
export type Uniform = () => number;

/**
 * For more items than this R switches to rejection sampling: it draws again where an item was drawn before,
 * instead of shuffling a list of all items.
 */
const TOO_MANY_TO_LIST = 1e7;
/** Above this many likely items R uses the alias method. */
const MANY = 200;

/** An integer from 0 to n − 1, all equally likely. */
function uniformIndex(n: number, uniform: Uniform): number {
  if (n <= 0) return 0;
  const bits = Math.ceil(Math.log2(n));
  for (;;) {
    const index = randomBits(bits, uniform);
    if (index < n) return index;
  }
}

/**
 * A number of this many random bits, sixteen from each uniform number; surplus bits are dropped at the top.
 */
function randomBits(bits: number, uniform: Uniform): number {
  let value = 0n;
  for (let have = 0; have <= bits; have += 16) value = value * 65536n + BigInt(Math.floor(uniform() * 65536));
  return Number(BigInt.asUintN(bits, value));
}

/** `size` of n items, all equally likely. */
export function sampleEvenly(n: number, size: number, replace: boolean, uniform: Uniform): number[] {
  if (replace || size < 2) return Array.from({ length: size }, () => uniformIndex(n, uniform));
  if (n > TOO_MANY_TO_LIST && size <= n / 2) return sampleByMemory(n, size, uniform);
  const left = Array.from({ length: n }, (_, i) => i);
  let count = n;
  return Array.from({ length: size }, () => {
    const chosen = uniformIndex(count, uniform);
    const index = left[chosen];
    left[chosen] = left[--count];
    return index;
  });
}

function sampleByMemory(n: number, size: number, uniform: Uniform): number[] {
  const drawn = new Set<number>();
  while (drawn.size < size) drawn.add(uniformIndex(n, uniform));
  return [...drawn];
}

/** `size` items, drawn with these probabilities, which add up to 1. */
export function sampleByProbability(
  probabilities: readonly number[],
  size: number,
  replace: boolean,
  uniform: Uniform,
): number[] {
  if (!replace) return withoutReplacement(probabilities, size, uniform);
  const likely = probabilities.filter((p) => probabilities.length * p > 0.1).length;
  return likely > MANY
    ? byAlias(probabilities, size, uniform)
    : withReplacement(probabilities, size, uniform);
}

function withReplacement(probabilities: readonly number[], size: number, uniform: Uniform): number[] {
  const { sorted, order } = sortDecreasing(probabilities);
  for (let i = 1; i < sorted.length; i++) sorted[i] += sorted[i - 1];
  return Array.from({ length: size }, () => {
    const target = uniform();
    const place = sorted.findIndex((sum, i) => target <= sum || i === sorted.length - 1);
    return order[place];
  });
}

function withoutReplacement(probabilities: readonly number[], size: number, uniform: Uniform): number[] {
  const { sorted, order } = sortDecreasing(probabilities);
  let total = 1;
  return Array.from({ length: size }, () => {
    const target = total * uniform();
    let mass = 0;
    const last = sorted.length - 1;
    let place = 0;
    for (; place < last; place++) {
      mass += sorted[place];
      if (target <= mass) break;
    }
    total -= sorted[place];
    sorted.splice(place, 1);
    return order.splice(place, 1)[0];
  });
}

/** Walker's alias method: each of n equal columns is shared by at most two items. */
function byAlias(probabilities: readonly number[], size: number, uniform: Uniform): number[] {
  const n = probabilities.length;
  const share = probabilities.map((p) => p * n);
  const alias = new Int32Array(n);
  // From the front the columns that are not full, from the back those that overflow.
  const columns = new Int32Array(n);
  let [low, high] = [-1, n];
  share.forEach((value, i) => (columns[value < 1 ? ++low : --high] = i));
  if (low >= 0 && high < n) {
    for (let k = 0; k < n - 1; k++) {
      const [poor, rich] = [columns[k], columns[high]];
      alias[poor] = rich;
      share[rich] += share[poor] - 1;
      if (share[rich] < 1) high++;
      if (high >= n) break;
    }
  }
  return Array.from({ length: size }, () => {
    const column = uniformIndex(n, uniform);
    // The column is added to both sides, as in R, because the sums are rounded.
    return column + uniform() < share[column] + column ? column : alias[column];
  });
}

/**
 * The probabilities in decreasing order with their places, by the heapsort that R uses. It is not stable, and
 * the order of equal probabilities decides which item is drawn.
 */
function sortDecreasing(probabilities: readonly number[]): { sorted: number[]; order: number[] } {
  const sorted = [...probabilities];
  const order = sorted.map((_, i) => i);
  const swap = (a: number, b: number) => {
    [sorted[a], sorted[b]] = [sorted[b], sorted[a]];
    [order[a], order[b]] = [order[b], order[a]];
  };
  /**
   * Sifts the value at `start` down in the heap of the first `count` values, whose smallest value is on top.
   */
  const sink = (start: number, count: number) => {
    for (let parent = start, child = 2 * start + 1; child < count; child = 2 * parent + 1) {
      if (child + 1 < count && sorted[child] > sorted[child + 1]) child++;
      if (!(sorted[parent] > sorted[child])) return;
      swap(parent, child);
      parent = child;
    }
  };
  for (let start = Math.floor(sorted.length / 2) - 1; start >= 0; start--) sink(start, sorted.length);
  for (let count = sorted.length - 1; count > 0; count--) {
    swap(0, count);
    sink(0, count);
  }
  return { sorted, order };
}
