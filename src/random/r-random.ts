/**
 * R's random numbers: `const r = setSeed(69)` and then what R gives after `set.seed(69)`, call by call.
 *
 * R ≥ 3.6 with its defaults: Mersenne-Twister, Inversion, Rejection. There is one stream: each call goes on where the one
 * before it ended, whichever it was.
 */
import { ArgumentError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { binomial } from "./binomial.js";
import { MersenneTwister } from "./mersenne-twister.js";
import { normalQuantile } from "./normal-quantile.js";
import { sampleByProbability, sampleEvenly } from "./sampling.js";

/** Two to the 27th: R makes a normal number from two uniform ones, 27 bits of the first and all of the second. */
const BIG = 134217728;

export interface SampleOptions {
  /** Whether a thing can be drawn more than once; false by default. */
  readonly replace?: boolean;
  /** How likely each thing is, up to a common factor; all equally by default. */
  readonly prob?: readonly number[];
}

export class RandomR {
  private readonly generator: MersenneTwister;
  private readonly uniform = () => this.generator.uniform();

  constructor(seed: number) {
    this.generator = new MersenneTwister(seed);
  }

  /** n uniform numbers between min and max. */
  runif(n: number, min = 0, max = 1): number[] {
    checkCount(n, "runif", "n");
    if (!(max >= min)) refuse("runif", "max", String(max), { fr: `un nombre ≥ min = ${min}`, en: `a number ≥ min = ${min}` });
    return Array.from({ length: n }, () => (min === max ? min : min + (max - min) * this.uniform()));
  }

  /** n normal numbers. */
  rnorm(n: number, mean = 0, sd = 1): number[] {
    checkCount(n, "rnorm", "n");
    if (!(sd >= 0)) refuse("rnorm", "sd", String(sd), { fr: "un écart type ≥ 0", en: "a standard deviation ≥ 0" });
    return Array.from({ length: n }, () => (sd === 0 ? mean : mean + sd * this.normal()));
  }

  /** n times the number of successes in `size` trials of probability p. */
  rbinom(n: number, size: number, p: number): number[] {
    checkCount(n, "rbinom", "n");
    checkCount(size, "rbinom", "size");
    if (!(p >= 0 && p <= 1)) refuse("rbinom", "p", String(p), { fr: "une probabilité de 0 à 1", en: "a probability from 0 to 1" });
    return Array.from({ length: n }, () => binomial(size, p, this.uniform));
  }

  /**
   * Things drawn at random: of 1 … n, or of a list.
   * @param size  how many; all of them by default
   */
  sample(n: number, size?: number, options?: SampleOptions | boolean): number[];
  sample<Item>(items: readonly Item[], size?: number, options?: SampleOptions | boolean): Item[];
  sample<Item>(from: number | readonly Item[], size?: number, options: SampleOptions | boolean = {}): (number | Item)[] {
    const { replace = false, prob }: SampleOptions = typeof options === "boolean" ? { replace: options } : options;
    if (typeof from === "number") checkCount(from, "sample", "n");
    const count = typeof from === "number" ? from : from.length;
    const wanted = size ?? count;
    checkCount(wanted, "sample", "size");
    if (wanted > 0 && (count === 0 || (!replace && wanted > count))) {
      refuse("sample", "size", String(wanted), { fr: `au plus ${count}, ou replace: true`, en: `at most ${count}, or replace: true` });
    }
    const indices = prob === undefined ? sampleEvenly(count, wanted, replace, this.uniform) : sampleByProbability(checkedProbabilities(prob, count, wanted, replace), wanted, replace, this.uniform);
    return indices.map((index) => (typeof from === "number" ? index + 1 : from[index]));
  }

  private normal(): number {
    const coarse = Math.floor(BIG * this.uniform());
    return normalQuantile((coarse + this.uniform()) / BIG);
  }
}

/** Starts R's stream of random numbers at a seed, a whole number of 32 bits. */
export function setSeed(seed: number): RandomR {
  if (!Number.isInteger(seed) || seed !== (seed | 0)) refuse("setSeed", "seed", String(seed), { fr: "un entier entre −2147483647 et 2147483647", en: "an integer between −2147483647 and 2147483647" });
  return new RandomR(seed);
}

function checkedProbabilities(prob: readonly number[], count: number, size: number, replace: boolean): number[] {
  const total = prob.reduce((sum, p) => sum + p, 0);
  const usable = prob.filter((p) => p > 0).length;
  if (prob.length !== count || prob.some((p) => !(p >= 0)) || !Number.isFinite(total) || usable === 0 || (!replace && size > usable)) {
    refuse("sample", "prob", JSON.stringify(prob.slice(0, 6)), { fr: `${count} nombres ≥ 0, un par élément, dont assez de positifs`, en: `${count} numbers ≥ 0, one a thing, enough of them positive` });
  }
  return prob.map((p) => p / total);
}

function checkCount(value: number, where: string, argument: string): void {
  if (!Number.isInteger(value) || value < 0) refuse(where, argument, String(value), { fr: "un entier ≥ 0", en: "an integer ≥ 0" });
}

function refuse(where: string, argument: string, received: string, expected: Sentence): never {
  throw new ArgumentError({ where, argument, received, expected, mend: { fr: "Les arguments sont ceux de R, dans le même ordre.", en: "The arguments are R's, in the same order." } });
}
