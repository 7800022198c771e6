/**
 * R's `sample`: which of n things are drawn, by their numbers 0 … n − 1, since R 3.6 ("Rejection").
 *
 * A number below n is made of as many random bits as n has, and drawn again where it is not below n, so that all are equally
 * likely. With unequal probabilities: without replacement one walks down the probabilities in decreasing order; with it the
 * same, or, above 200 likely things, by Walker's alias method (1977), which draws a column and a place in it and needs no walk.
 */

/** Uniform numbers strictly between 0 and 1. */
export type Uniform = () => number;

/** From this many on R no longer shuffles a list of all, but draws and looks whether it had that one. */
const TOO_MANY_TO_LIST = 1e7;
/** Above this many likely things R uses the alias method. */
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

/** A number of this many random bits, sixteen from each uniform number; what is over is cut off at the top. */
function randomBits(bits: number, uniform: Uniform): number {
  let value = 0n;
  for (let have = 0; have <= bits; have += 16) value = value * 65536n + BigInt(Math.floor(uniform() * 65536));
  return Number(BigInt.asUintN(bits, value));
}

/** `size` of n things, all equally likely. */
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

/** `size` of as many things as there are probabilities; these add up to 1. */
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

/** Walker's alias method: each of n equal columns is shared by at most two things. */
function byAlias(probabilities: readonly number[], size: number, uniform: Uniform): number[] {
  const n = probabilities.length;
  const share = probabilities.map((p) => p * n);
  const alias = new Int32Array(n);
  // The columns that are not full from the front, the overfull ones from the back.
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
    // With the column added to both sides, as R compares them: the sums round.
    return column + uniform() < share[column] + column ? column : alias[column];
  });
}

/**
 * The probabilities in decreasing order with their places, by the heapsort that R uses: it does not keep equal ones in
 * order, and which of them comes first decides which is drawn.
 */
function sortDecreasing(probabilities: readonly number[]): { sorted: number[]; order: number[] } {
  const sorted = [...probabilities];
  const order = sorted.map((_, i) => i);
  const swap = (a: number, b: number) => {
    [sorted[a], sorted[b]] = [sorted[b], sorted[a]];
    [order[a], order[b]] = [order[b], order[a]];
  };
  /** Lets the value at `start` sink in the heap, whose smallest value is on top, of the first `count` values. */
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
